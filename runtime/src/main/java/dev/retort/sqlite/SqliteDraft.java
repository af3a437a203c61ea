package dev.retort.sqlite;

import dev.retort.error.RefusedException;
import dev.retort.op.Effect;
import dev.retort.op.Operation;
import dev.retort.op.SchemaProblem;
import dev.retort.plan.Draft;
import dev.retort.plan.Plan;
import dev.retort.plan.Statement;
import dev.retort.plan.Step;
import dev.retort.schema.Name;
import dev.retort.schema.Schema;
import dev.retort.sql.SqlScript;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A script for SQLite, planned on an empty database in memory that the revisions have filled. */
final class SqliteDraft implements Draft {
  private final ScriptVersion version;
  private final SchemaCopy copy;
  private final ScriptBody body = new ScriptBody();
  private Schema schema;
  private boolean analyzed;
  private Set<Name> unfit = Set.of();

  private SqliteDraft(ScriptVersion version, SchemaCopy copy) throws SQLException {
    this.version = version;
    this.copy = copy;
    this.schema = copy.inspect();
  }

  static SqliteDraft of(ScriptVersion version) throws SQLException {
    return new SqliteDraft(version, SchemaCopy.ofScript(""));
  }

  @Override
  public void given(String sql) throws SQLException {
    copy.play(sql);
    schema = copy.inspect();
  }

  @Override
  public Plan plan(String revision, List<Operation> operations) throws SQLException {
    SqlitePlanner planner = new SqlitePlanner(copy, schema, new Elsewhere());
    try {
      Plan plan = planner.plan(operations);
      schema = planner.schema();
      analyzed |= plan.steps().stream().anyMatch(SqliteDraft::analyzes);
      return plan;
    } catch (PlanRefusal refusal) {
      String message = String.valueOf(refusal.getMessage());
      throw new RefusedException(
          revision, List.of(unmade(operations).map(fix -> message + fix).orElse(message)));
    }
  }

  private static boolean analyzes(Step step) {
    return SqlScript.firstWord(step.text()).filter("ANALYZE"::equals).isPresent();
  }

  /** Says what to do about a table that only a database has which was there before. */
  private Optional<String> unmade(List<Operation> operations) {
    Schema now = schema;
    for (Operation operation : operations) {
      Effect effect = operation.apply(now);
      if (effect.problems().stream().anyMatch(SchemaProblem.UnknownTable.class::isInstance)) {
        return Optional.of(
            " A script knows the tables that revisions make. Let a first revision make it too, with"
                + " CREATE TABLE IF NOT EXISTS in execute(..), or run upgrade() on the database.");
      }
      now = effect.after();
    }
    return Optional.empty();
  }

  @Override
  public String remember(Set<Name> names) throws SQLException {
    return TouchedObjects.script(copy.connection(), names);
  }

  @Override
  public void begin() throws SQLException {
    forgetTemporary();
    if (analyzed) {
      copy.play("ANALYZE");
      copy.play("DROP TABLE IF EXISTS main.sqlite_stat4");
    }
    schema = copy.inspect();
    unfit = ReferenceGuard.unfit(copy).keySet();
    body.begin(unfit);
  }

  /** What only a connection has is gone with it. */
  private void forgetTemporary() throws SQLException {
    for (String type : List.of("trigger", "view", "table")) {
      for (StoredObject object : copy.temporary()) {
        if (object.type().equals(type)) {
          copy.play("DROP " + type + " temp." + Name.found(object.name()).sql());
        }
      }
    }
  }

  @Override
  public String now() {
    return "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";
  }

  @Override
  public void heading(List<String> lines) {
    body.heading(lines);
  }

  @Override
  public void write(Statement statement) {
    body.add(statement);
  }

  @Override
  public void write(String revision, Plan plan, List<Operation> operations) throws SQLException {
    try {
      body.beginRevisions();
      plan.steps().forEach(body::add);
      ReferenceGuard.followed(operations).forEach(body::follow);
      if (plan.references() == Plan.References.TOUCHED) {
        Map<Name, String> now = ReferenceGuard.unfit(copy);
        ReferenceGuard.requireFit(unfit, now, operations);
        unfit = now.keySet();
        body.check(unfit);
      }
    } catch (PlanRefusal refusal) {
      throw new RefusedException(revision, List.of(String.valueOf(refusal.getMessage())));
    }
  }

  @Override
  public String text(String title) {
    return body.text(version, title);
  }

  @Override
  public void close() throws SQLException {
    copy.close();
  }

  /** The database that the script will be run on: nobody knows its rows. */
  private static final class Elsewhere implements LiveDatabase {
    @Override
    public OptionalLong rows(Name table) {
      return OptionalLong.empty();
    }

    @Override
    public CatalogAccess catalog() {
      return CatalogAccess.WRITABLE;
    }

    @Override
    public SqliteDialect.Ways ways() {
      return SqliteDialect.Ways.CLASSIC;
    }
  }
}
