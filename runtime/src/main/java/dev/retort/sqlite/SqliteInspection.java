package dev.retort.sqlite;

import dev.retort.schema.Index;
import dev.retort.schema.IndexColumn;
import dev.retort.schema.Name;
import dev.retort.schema.Schema;
import dev.retort.schema.SchemaObject;
import dev.retort.schema.Trigger;
import dev.retort.schema.View;
import dev.retort.schema.VirtualTable;
import dev.retort.sqlite.text.IndexText;
import dev.retort.sqlite.text.TermText;
import dev.retort.sqlite.text.TriggerText;
import dev.retort.sqlite.text.ViewText;
import dev.retort.sqlite.text.VirtualTableText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a live SQLite database into a {@link Schema}.
 *
 * <pre>{@code
 * Schema schema = SqliteInspection.inspect(connection);
 * schema.table(Name.of("users")).orElseThrow().columnNames();
 * }</pre>
 *
 * <p>What the PRAGMAs tell is taken from them; what they do not tell, as the names of constraints
 * and the expressions of checks, from the stored texts. SQLite's own tables, shadow tables and
 * Retort's history are left out, as are temporary objects and attached databases.
 */
public final class SqliteInspection {
  private SqliteInspection() {}

  /**
   * Returns the schema of the main database.
   *
   * @param connection the database, which is only read
   * @return the schema, complete; a table whose text cannot be read is open
   * @throws SQLException when the database refuses
   */
  public static Schema inspect(Connection connection) throws SQLException {
    Map<String, TableFacts> facts = TableFacts.all(connection);
    List<SchemaObject> objects = new ArrayList<>();
    List<Trigger> triggers = new ArrayList<>();
    for (StoredObject stored : StoredObject.all(connection)) {
      if (stored.isInternal()) {
        continue;
      }
      switch (stored.type()) {
        case "table" -> table(stored, facts).ifPresent(objects::add);
        case "index" -> objects.add(index(stored));
        case "view" -> objects.add(view(stored));
        case "trigger" -> triggers.add(trigger(stored));
        default -> throw new IllegalStateException("sqlite_schema has a " + stored.type());
      }
    }
    return Schema.of(objects, triggers);
  }

  private static Optional<SchemaObject> table(StoredObject stored, Map<String, TableFacts> facts) {
    TableFacts known = facts.get(stored.name());
    if (known == null || known.type().equals("shadow")) {
      return Optional.empty();
    }
    if (known.type().equals("virtual")) {
      VirtualTableText text = VirtualTableText.read(stored.sql());
      return Optional.of(
          new VirtualTable(Name.found(stored.name()), Name.found(text.module()), text.arguments()));
    }
    return Optional.of(TableInspection.of(stored, known));
  }

  private static Index index(StoredObject stored) {
    return index(IndexText.read(stored.sql()));
  }

  /** Makes an index of its text. */
  static Index index(IndexText text) {
    List<IndexColumn> columns = new ArrayList<>();
    for (TermText term : text.terms()) {
      columns.add(
          new IndexColumn(
              term.column(),
              term.column().isPresent() ? Optional.empty() : Optional.of(term.expression()),
              term.collation(),
              term.descending() ? IndexColumn.Order.DESCENDING : IndexColumn.Order.ASCENDING));
    }
    return new Index(
        text.name(),
        text.table(),
        columns,
        text.unique() ? Index.Uniqueness.UNIQUE : Index.Uniqueness.PLAIN,
        text.where());
  }

  private static View view(StoredObject stored) {
    ViewText text = ViewText.read(stored.sql());
    return new View(Name.found(stored.name()), text.columns(), text.select());
  }

  private static Trigger trigger(StoredObject stored) {
    TriggerText text = TriggerText.read(stored.sql());
    return new Trigger(Name.found(stored.name()), text.table(), stored.sql());
  }
}
