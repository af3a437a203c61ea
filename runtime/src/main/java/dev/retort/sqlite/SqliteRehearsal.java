package dev.retort.sqlite;

import dev.retort.op.Operation;
import dev.retort.plan.Rehearsal;
import dev.retort.schema.Extent;
import dev.retort.schema.Schema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Operations played on what an undo script makes, in memory. */
final class SqliteRehearsal implements Rehearsal {
  private final SchemaCopy copy;
  private Schema schema;
  private Map<String, String> start;

  private SqliteRehearsal(SchemaCopy copy) throws SQLException {
    this.copy = copy;
    this.schema = open(copy.inspect());
    this.start = SchemaFacts.of(copy.connection());
  }

  static SqliteRehearsal of(String undo) throws SQLException {
    return new SqliteRehearsal(SchemaCopy.ofScript(undo));
  }

  /** What is not remembered may be there all the same. */
  private static Schema open(Schema known) {
    return new Schema(
        known.objects(), known.triggers(), Extent.OPEN, known.absent(), known.fresh());
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void play(Operation operation) throws SQLException {
    Schema known = operation.apply(schema).after();
    SqlitePlanner planner =
        new SqlitePlanner(copy, schema, table -> List.of(), Rebuild.CatalogAccess.WRITABLE);
    if (planner.rehearse(operation)) {
      Schema played = copy.inspect();
      schema =
          open(
              new Schema(
                  played.objects(), played.triggers(), Extent.OPEN, Set.of(), known.fresh()));
    } else {
      schema = open(known);
    }
  }

  @Override
  public void begin() throws SQLException {
    start = SchemaFacts.of(copy.connection());
  }

  @Override
  public List<String> differences() throws SQLException {
    Map<String, String> end = SchemaFacts.of(copy.connection());
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, String> fact : new TreeMap<>(start).entrySet()) {
      Optional<String> now = Optional.ofNullable(end.get(fact.getKey()));
      if (!now.equals(Optional.of(fact.getValue()))) {
        differences.add(
            "the "
                + fact.getKey()
                + " was "
                + fact.getValue()
                + " and would be "
                + now.orElse("gone"));
      }
    }
    return differences;
  }

  @Override
  public void close() throws SQLException {
    copy.close();
  }
}
