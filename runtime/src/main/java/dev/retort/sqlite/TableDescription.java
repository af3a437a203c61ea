package dev.retort.sqlite;

import dev.retort.schema.Name;
import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import dev.retort.sqlite.text.ColumnText;
import dev.retort.sqlite.text.ConstraintText;
import dev.retort.sqlite.text.ConstraintText.Kind;
import dev.retort.sqlite.text.ForeignKeyText;
import dev.retort.sqlite.text.TableText;
import dev.retort.sqlite.text.UnreadableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The facts of a table: what SQLite reports of its columns, and what only its text tells of the
 * rest. How the text is written, and whether a key stands with its column or behind all of them,
 * does not count; nor does the order of the columns.
 */
final class TableDescription {
  private static final String NONE = "none";

  private final String words;
  private final Optional<TableText> text;

  /**
   * What SQLite reports of a column.
   *
   * @param name its name
   * @param type its declared type, empty for none
   * @param notNull whether it holds no NULL
   * @param defaultSql its default as it is written, empty for none
   * @param hidden 2 and 3 for one that is computed
   */
  record ListedColumn(
      Name name, String type, boolean notNull, Optional<String> defaultSql, int hidden) {}

  private TableDescription(String words, Optional<TableText> text) {
    this.words = words;
    this.text = text;
  }

  /** Returns the fact of a table; one whose text cannot be read is compared token by token. */
  static Fact of(StoredObject table, String options, List<ListedColumn> columns) {
    Optional<TableText> text = text(table);
    TableDescription description = new TableDescription(table.words(), text);
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("options of " + table.words(), options));
    columns.forEach(column -> facts.add(description.column(column)));
    if (text.isEmpty()) {
      facts.add(Fact.of("text of " + table.words(), table.sql(), SqlShape.tokens(table.sql())));
    } else {
      facts.add(description.primaryKey());
      description.constraints().forEach(each -> description.add(each, facts));
    }
    String names = String.join(", ", columns.stream().map(each -> each.name().sql()).toList());
    return Fact.of(table.words(), "(" + names + ")", "", facts);
  }

  private static Optional<TableText> text(StoredObject table) {
    try {
      return Optional.of(TableText.read(table.sql()));
    } catch (UnreadableText unreadable) { // its tokens are compared instead
      return Optional.empty();
    }
  }

  private List<ConstraintText> constraints() {
    List<ConstraintText> constraints = new ArrayList<>();
    text.ifPresent(
        whole -> {
          whole.columns().forEach(column -> constraints.addAll(column.constraints()));
          constraints.addAll(whole.constraints());
        });
    return constraints;
  }

  private Fact column(ListedColumn column) {
    String label = "column " + column.name() + " of " + words;
    Optional<ColumnText> written = text.flatMap(whole -> whole.column(column.name()));
    String type = column.type().isEmpty() ? NONE : column.type();
    String nullability = isRowid(column) || column.notNull() ? "NOT NULL" : "NULL allowed";
    String initial = column.defaultSql().orElse(NONE);
    String collation =
        written
            .flatMap(ColumnText::collation)
            .map(name -> name.toUpperCase(Locale.ROOT))
            .orElse("BINARY");
    String computed =
        written
            .flatMap(ColumnText::generatedAs)
            .map(sql -> "(" + sql + ")" + (column.hidden() == 3 ? " STORED" : " VIRTUAL"))
            .orElse(NONE);
    String shown =
        (column.type().isEmpty() ? "without a type" : column.type())
            + (column.notNull() ? " NOT NULL" : "")
            + column.defaultSql().map(sql -> " DEFAULT " + sql).orElse("")
            + (computed.equals(NONE) ? "" : " AS " + computed);
    return Fact.of(
        label,
        shown,
        "",
        List.of(
            meant("type of " + label, type),
            Fact.of("nullability of " + label, nullability + conflict(written, Kind.NOT_NULL)),
            meant("default of " + label, initial),
            Fact.of("collation of " + label, collation),
            meant("expression of " + label, computed)));
  }

  private static Fact meant(String label, String sql) {
    return Fact.of(label, sql, SqlShape.tokens(sql));
  }

  private static String conflict(Optional<ColumnText> column, Kind kind) {
    return column.stream()
        .flatMap(written -> written.constraints().stream())
        .filter(each -> each.kind() == kind)
        .map(TableDescription::conflict)
        .findFirst()
        .orElse("");
  }

  private static String conflict(ConstraintText constraint) {
    return constraint
        .onConflict()
        .map(way -> way.toUpperCase(Locale.ROOT))
        .filter(way -> !way.equals("ABORT"))
        .map(way -> " ON CONFLICT " + way)
        .orElse("");
  }

  /** A key of type INTEGER is the rowid, which is never NULL, whatever is written. */
  private boolean isRowid(ListedColumn column) {
    return column.type().equalsIgnoreCase("INTEGER")
        && constraints().stream()
            .filter(each -> each.kind() == Kind.PRIMARY_KEY)
            .anyMatch(key -> key.columns().equals(List.of(column.name())));
  }

  private Fact primaryKey() {
    String shown =
        constraints().stream()
            .filter(each -> each.kind() == Kind.PRIMARY_KEY)
            .map(
                key ->
                    "("
                        + names(key.columns())
                        + ")"
                        + terms(key)
                        + (key.autoincrement() ? " AUTOINCREMENT" : "")
                        + conflict(key)
                        + named(key))
            .findFirst()
            .orElse(NONE);
    return Fact.of("primary key of " + words, shown);
  }

  private void add(ConstraintText constraint, List<Fact> facts) {
    if (constraint.kind() == Kind.UNIQUE) {
      facts.add(
          detailed(
              "unique key (" + names(constraint.columns()) + ") of " + words,
              terms(constraint) + conflict(constraint),
              constraint));
    } else if (constraint.kind() == Kind.CHECK) {
      String meaning = SqlShape.tokens(constraint.expression());
      String label = "check (" + SqlShape.line(constraint.expression()) + ") of " + words;
      facts.add(
          new Fact(
              "check (" + meaning + ") of " + words.toLowerCase(Locale.ROOT),
              label,
              "",
              "",
              List.of(Fact.of("name of " + label, name(constraint)))));
    } else if (constraint.kind() == Kind.FOREIGN_KEY) {
      constraint.foreignKey().ifPresent(key -> facts.add(foreignKey(constraint, key)));
    }
  }

  private Fact foreignKey(ConstraintText constraint, ForeignKeyText key) {
    String to = key.columns().isEmpty() ? "" : " (" + names(key.columns()) + ")";
    String actions =
        " ON DELETE "
            + key.onDelete().toUpperCase(Locale.ROOT)
            + " ON UPDATE "
            + key.onUpdate().toUpperCase(Locale.ROOT)
            + (key.deferrable() ? " DEFERRABLE" : "")
            + (key.initiallyDeferred() ? " INITIALLY DEFERRED" : "")
            + key.match().map(match -> " MATCH " + match).orElse("");
    return detailed(
        "foreign key (" + names(constraint.columns()) + ") to " + key.table() + to + " of " + words,
        actions,
        constraint);
  }

  private static Fact detailed(String label, String details, ConstraintText constraint) {
    String shown = details.isEmpty() ? "plain" : details.strip();
    return Fact.of(
        label,
        "",
        "",
        List.of(
            Fact.of("clauses of " + label, shown), Fact.of("name of " + label, name(constraint))));
  }

  private static String name(ConstraintText constraint) {
    return constraint.name().map(Name::toString).orElse(NONE);
  }

  private static String named(ConstraintText constraint) {
    return constraint.name().map(name -> " named " + name).orElse("");
  }

  private static String names(List<Name> columns) {
    return String.join(", ", columns.stream().map(Name::toString).toList());
  }

  /** Returns what the text of a key says of its order, for example {@code COLLATE NOCASE DESC}. */
  private static String terms(ConstraintText key) {
    List<Token> tokens = SqlScript.tokens(key.sql());
    StringBuilder terms = new StringBuilder();
    for (int at = 0; at < tokens.size(); at++) {
      if (tokens.get(at).is("DESC")) {
        terms.append(" DESC");
      } else if (tokens.get(at).is("COLLATE") && at + 1 < tokens.size()) {
        terms.append(" COLLATE ").append(tokens.get(at + 1).name().toUpperCase(Locale.ROOT));
      }
    }
    return terms.toString();
  }
}
