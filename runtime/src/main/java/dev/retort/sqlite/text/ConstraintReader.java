package dev.retort.sqlite.text;

import dev.retort.schema.Name;
import dev.retort.sql.Characters;
import dev.retort.sql.Token;
import dev.retort.sql.Tokenizer;
import dev.retort.sqlite.text.ConstraintText.Kind;
import java.util.List;
import java.util.Optional;

/** Reads one clause of a column or of a table, its name included. */
final class ConstraintReader {
  private final Cursor cursor;

  ConstraintReader(Cursor cursor) {
    this.cursor = cursor;
  }

  /** Reads a clause of the given column. */
  ConstraintText ofColumn(Name column) {
    int start = cursor.peek().start();
    Optional<Name> name = label();
    boolean label = name.isPresent() && (cursor.at("CONSTRAINT") || !goesOn());
    Clause clause = label ? Clause.of(Kind.LABEL) : columnClause();
    return clause.at(cursor.sql(), name, List.of(column), start, cursor.end());
  }

  /** Reads a clause of the table. */
  ConstraintText ofTable() {
    int start = cursor.peek().start();
    Optional<Name> name = label();
    boolean label = name.isPresent() && (cursor.at("CONSTRAINT") || !goesOn());
    Clause clause = label ? Clause.of(Kind.LABEL) : tableClause();
    return clause.at(cursor.sql(), name, List.of(), start, cursor.end());
  }

  private Optional<Name> label() {
    return cursor.take("CONSTRAINT") ? Optional.of(cursor.name()) : Optional.empty();
  }

  private boolean goesOn() {
    return !cursor.atEnd() && !cursor.at(",") && !cursor.at(")");
  }

  private Clause columnClause() {
    return switch (cursor.peek().keyword()) {
      case "DEFAULT" -> defaultValue();
      case "NOT" -> cursor.at("NOT", "NULL") ? notNull() : deferral();
      case "NULL" -> {
        cursor.next();
        yield Clause.of(Kind.NULL).onConflict(onConflict());
      }
      case "PRIMARY" -> primaryKey();
      case "UNIQUE" -> {
        cursor.next();
        yield Clause.of(Kind.UNIQUE).onConflict(onConflict());
      }
      case "CHECK" -> check();
      case "REFERENCES" -> Clause.of(ForeignKeyReader.read(cursor), List.of());
      case "DEFERRABLE" -> deferral();
      case "COLLATE" -> {
        cursor.next();
        yield Clause.of(Kind.COLLATE, cursor.nameToken().name());
      }
      case "GENERATED" -> generated();
      case "AS" -> as();
      default -> other();
    };
  }

  private Clause tableClause() {
    return switch (cursor.peek().keyword()) {
      case "PRIMARY" -> tablePrimaryKey();
      case "UNIQUE" -> tableUnique();
      case "CHECK" -> check();
      case "FOREIGN" -> tableForeignKey();
      default -> throw cursor.refuse("PRIMARY KEY, UNIQUE, CHECK or FOREIGN KEY stands");
    };
  }

  private Clause notNull() {
    cursor.next();
    cursor.next();
    return Clause.of(Kind.NOT_NULL).onConflict(onConflict());
  }

  private Clause deferral() {
    if (!ForeignKeyReader.atDeferral(cursor)) {
      throw cursor.refuse("NOT NULL or NOT DEFERRABLE stands");
    }
    ForeignKeyText none =
        new ForeignKeyText(
            Name.found(""), List.of(), "NO ACTION", "NO ACTION", false, false, Optional.empty());
    ForeignKeyText said = ForeignKeyReader.deferral(cursor, none);
    return new Clause(
        Kind.DEFERRABLE, List.of(), "", Optional.of(said), Optional.empty(), false, false);
  }

  private Clause primaryKey() {
    cursor.next();
    cursor.expect("KEY");
    boolean descending = cursor.at("DESC");
    if (descending || cursor.at("ASC")) {
      cursor.next();
    }
    Optional<String> resolution = onConflict();
    return Clause.key(Kind.PRIMARY_KEY, List.of(), descending)
        .onConflict(resolution)
        .autoincrement(cursor.take("AUTOINCREMENT"));
  }

  private Clause tablePrimaryKey() {
    cursor.next();
    cursor.expect("KEY");
    Span inside = cursor.parentheses();
    List<Token> tokens = Tokenizer.tokens(inside.of(cursor.sql()));
    int last = tokens.size() - 1;
    boolean autoincrement = last > 0 && tokens.get(last).is("AUTOINCREMENT");
    Span terms =
        autoincrement
            ? new Span(inside.start(), inside.start() + tokens.get(last).start())
            : inside;
    return key(Kind.PRIMARY_KEY, terms).autoincrement(autoincrement);
  }

  private Clause tableUnique() {
    cursor.next();
    return key(Kind.UNIQUE, cursor.parentheses());
  }

  private Clause key(Kind kind, Span inside) {
    List<TermText> terms = TermText.list(cursor.sql(), inside);
    return Clause.key(
            kind,
            TermText.columns(cursor.sql(), terms),
            terms.stream().anyMatch(TermText::descending))
        .onConflict(onConflict());
  }

  private Clause check() {
    cursor.next();
    String expression = Characters.trim(cursor.parentheses().of(cursor.sql()));
    return Clause.of(Kind.CHECK, expression).onConflict(onConflict());
  }

  private Clause tableForeignKey() {
    cursor.next();
    cursor.expect("KEY");
    List<Name> columns = ForeignKeyReader.names(cursor);
    return Clause.of(ForeignKeyReader.read(cursor), columns);
  }

  private Clause defaultValue() {
    cursor.next();
    if (cursor.at("(")) {
      return Clause.of(Kind.DEFAULT, Characters.trim(cursor.parentheses().of(cursor.sql())));
    }
    int start = cursor.peek().start();
    if (cursor.at("+") || cursor.at("-")) {
      cursor.next();
    }
    boolean value =
        switch (cursor.peek().kind()) {
          case NUMBER, STRING, BLOB, VARIABLE -> true;
          case WORD, QUOTED -> cursor.at("NULL") || Words.isName(cursor.peek());
          default -> false;
        };
    if (!value) {
      throw cursor.refuse("a default value stands");
    }
    cursor.next();
    return Clause.of(Kind.DEFAULT, cursor.sql().substring(start, cursor.end()));
  }

  private Clause generated() {
    cursor.next();
    cursor.expect("ALWAYS");
    return as();
  }

  private Clause as() {
    cursor.expect("AS");
    String expression = Characters.trim(cursor.parentheses().of(cursor.sql()));
    if (cursor.at("STORED") || cursor.at("VIRTUAL")) {
      cursor.next();
    }
    return Clause.of(Kind.GENERATED, expression);
  }

  // A column's clause that SQLite has learnt since: up to the next one that is known.
  private Clause other() {
    do {
      cursor.skip();
    } while (goesOn() && !Words.beginsColumnConstraint(cursor.peek()));
    return Clause.of(Kind.OTHER);
  }

  private Optional<String> onConflict() {
    if (!cursor.at("ON", "CONFLICT")) {
      return Optional.empty();
    }
    cursor.next();
    cursor.next();
    return Optional.of(cursor.nameToken().keyword());
  }
}
