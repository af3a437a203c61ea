package dev.retort.sqlite.text;

import dev.retort.schema.Name;
import dev.retort.sql.Characters;
import dev.retort.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads the text of a table; see https://www.sqlite.org/lang_createtable.html. */
final class TableReader {
  private final Cursor cursor;
  private final ConstraintReader clauses;
  private final List<TableParts.Column> columns = new ArrayList<>();
  private final List<ConstraintText> constraints = new ArrayList<>();
  private final List<TableParts.Item> items = new ArrayList<>();

  private TableReader(Cursor cursor) {
    this.cursor = cursor;
    this.clauses = new ConstraintReader(cursor);
  }

  static TableParts read(String sql) {
    return new TableReader(new Cursor(sql)).table();
  }

  /** Reads one definition of a column, and nothing behind it. */
  static TableParts.Column column(String definition) {
    Cursor cursor = new Cursor(definition);
    TableParts.Column column = new TableReader(cursor).column();
    cursor.expectEnd();
    return column;
  }

  /** Reads one clause of the table, and nothing behind it. */
  static ConstraintText constraint(String definition) {
    Cursor cursor = new Cursor(definition);
    ConstraintText constraint = new ConstraintReader(cursor).ofTable();
    cursor.expectEnd();
    return constraint;
  }

  private TableParts table() {
    cursor.expect("CREATE");
    cursor.temporary();
    cursor.expect("TABLE");
    cursor.ifNotExists();
    Token name = cursor.object();
    int open = cursor.expect("(").end();
    items();
    int close = cursor.expect(")").start();
    List<TableParts.Option> options = options();
    cursor.expectEnd();
    return new TableParts(
        cursor.sql(),
        name,
        new Span(open, close),
        Deferrals.applied(columns),
        List.copyOf(constraints),
        List.copyOf(items),
        options);
  }

  private void items() {
    do {
      TableParts.Column column = column();
      columns.add(column);
      items.add(new TableParts.Item(column.whole(), comma()));
    } while (cursor.take(",") && !Words.beginsTableConstraint(cursor.peek()));
    while (Words.beginsTableConstraint(cursor.peek())) {
      ConstraintText constraint = clauses.ofTable();
      constraints.add(constraint);
      items.add(new TableParts.Item(constraint.span(), comma()));
      if (cursor.take(",") && !Words.beginsTableConstraint(cursor.peek())) {
        throw cursor.refuse("a constraint of the table stands");
      }
    }
  }

  private TableParts.Column column() {
    Token name = cursor.nameToken();
    Span type = type(name.end());
    String written = written(type);
    List<ConstraintText> own = new ArrayList<>();
    while (!cursor.atEnd() && !cursor.at(",") && !cursor.at(")")) {
      own.add(clauses.ofColumn(Name.found(name.name())));
    }
    Span whole = new Span(name.start(), cursor.end());
    String sql = cursor.sql();
    ColumnText text =
        new ColumnText(Name.found(name.name()), TypeText.shown(written), own, whole.of(sql));
    return new TableParts.Column(text, new Span(name.start(), name.end()), type, whole);
  }

  private Span type(int from) {
    int start = from;
    int end = from;
    while (Words.isTypeWord(cursor.peek()) && !generated()) {
      Token word = cursor.next();
      start = start == from && end == from ? word.start() : start;
      end = word.end();
    }
    if (end > from && cursor.at("(")) {
      cursor.parentheses();
      end = cursor.end();
    }
    return new Span(start, end);
  }

  // What SQLite takes for the type: with a comment before GENERATED ALWAYS, which it cuts off.
  private String written(Span type) {
    String sql = cursor.sql();
    boolean cut = !type.isEmpty() && sql.charAt(type.end() - 1) != ')' && generated();
    return cut ? Characters.trim(sql.substring(type.start(), cursor.peek().start())) : type.of(sql);
  }

  // SQLite takes the two words for a type, and cuts them off when only spaces are between.
  private boolean generated() {
    if (!cursor.at("GENERATED", "ALWAYS") || !cursor.peek(2).is("AS")) {
      return false;
    }
    String between = cursor.sql().substring(cursor.peek().end(), cursor.peek(1).start());
    return Characters.trim(between).isEmpty();
  }

  private OptionalInt comma() {
    return cursor.at(",") ? OptionalInt.of(cursor.peek().start()) : OptionalInt.empty();
  }

  private List<TableParts.Option> options() {
    List<TableParts.Option> options = new ArrayList<>();
    while (!cursor.atEnd()) {
      int start = cursor.peek().start();
      String words =
          cursor.take("WITHOUT")
              ? "WITHOUT " + cursor.nameToken().keyword()
              : cursor.nameToken().keyword();
      options.add(new TableParts.Option(words, new Span(start, cursor.end()), comma()));
      if (!cursor.take(",")) {
        break;
      }
    }
    return List.copyOf(options);
  }
}
