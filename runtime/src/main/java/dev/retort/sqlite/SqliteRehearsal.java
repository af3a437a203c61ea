package dev.retort.sqlite;

import dev.retort.op.Operation;
import dev.retort.plan.Rehearsal;
import dev.retort.schema.Extent;
import dev.retort.schema.Schema;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Operations played on what an undo script makes, in memory. */
final class SqliteRehearsal implements Rehearsal {
  private final SchemaCopy copy;
  private final Deque<Map<String, String>> marks = new ArrayDeque<>();
  private Schema schema;

  private SqliteRehearsal(SchemaCopy copy) throws SQLException {
    this.copy = copy;
    this.schema = open(copy.inspect());
    this.marks.push(SchemaFacts.of(copy.connection()));
  }

  static SqliteRehearsal of(String undo) throws SQLException {
    return new SqliteRehearsal(SchemaCopy.ofScript(undo));
  }

  /** What is not remembered may be there all the same. */
  private static Schema open(Schema known) {
    return new Schema(
        known.objects(),
        known.triggers(),
        Extent.OPEN,
        known.absent(),
        known.fresh(),
        known.unsure());
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void play(Operation operation) throws SQLException {
    Schema known =
        SqlitePlanner.isOfRows(operation) ? schema.settled() : operation.apply(schema).after();
    SqlitePlanner planner = new SqlitePlanner(copy, schema, LiveDatabase.none());
    boolean played = planner.rehearse(operation);
    schema = open(played && SqlitePlanner.isRewritten(operation) ? copy.inspect() : known);
  }

  @Override
  public void mark() throws SQLException {
    copy.play("SAVEPOINT retort_mark");
    marks.push(SchemaFacts.of(copy.connection()));
  }

  @Override
  public void back() throws SQLException {
    copy.play("ROLLBACK TO retort_mark");
    copy.play("RELEASE retort_mark");
    copy.play("PRAGMA writable_schema = RESET");
    marks.pop();
    schema = open(copy.inspect());
  }

  @Override
  public List<String> differences() throws SQLException {
    Map<String, String> end = SchemaFacts.of(copy.connection());
    List<String> differences = new ArrayList<>();
    marks
        .getFirst()
        .forEach(
            (fact, was) -> {
              String is = end.getOrDefault(fact, "gone");
              if (!is.equals(was)) {
                differences.add(fact + ": " + was + " before, " + is + " after");
              }
            });
    return differences;
  }

  @Override
  public void close() throws SQLException {
    copy.close();
  }
}
