package dev.retort.sqlite;

import dev.retort.error.ConnectionException;
import dev.retort.error.RefusedException;
import dev.retort.op.Operation;
import dev.retort.plan.Plan;
import dev.retort.plan.Session;
import dev.retort.schema.Extent;
import dev.retort.schema.ForeignKey;
import dev.retort.schema.Name;
import dev.retort.schema.Schema;
import dev.retort.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A run on an SQLite connection: foreign_keys is off around it, BEGIN IMMEDIATE is its lock, and
 * the PRAGMAs that it sets are set back at its end.
 */
final class SqliteSession implements Session {
  private static final int TABLE_LIST_SINCE = 37;

  private final Connection live;
  private final SqliteDialect.Ways ways;
  private final RunPragmas pragmas;
  private Optional<SchemaCopy> copy = Optional.empty();
  private long liveVersion;
  private long copyVersion;
  private Schema schema = Schema.empty();
  private Optional<ForeignKeyCheck> noticed = Optional.empty();

  private SqliteSession(Connection live, SqliteDialect.Ways ways, RunPragmas pragmas) {
    this.live = live;
    this.ways = ways;
    this.pragmas = pragmas;
  }

  static SqliteSession open(Connection connection, Duration lockTimeout, SqliteDialect.Ways ways)
      throws SQLException {
    requireVersion(connection);
    return new SqliteSession(connection, ways, RunPragmas.set(connection, lockTimeout));
  }

  /** Refuses an SQLite that is too old. */
  static void requireVersion(Connection connection) throws SQLException {
    String version = Query.strings(connection, "SELECT sqlite_version()").get(0);
    String[] parts = version.split("\\.", -1);
    if (parts[0].equals("3") && Integer.parseInt(parts[1]) < TABLE_LIST_SINCE) {
      throw new ConnectionException(
          "the driver brings SQLite %s, and Retort needs 3.%d or newer. Use a newer sqlite-jdbc."
              .formatted(version, TABLE_LIST_SINCE));
    }
  }

  @Override
  public void begin() throws SQLException {
    RunPragmas.requireJournal(live);
    Query.run(live, "BEGIN IMMEDIATE");
  }

  @Override
  public void commit() throws SQLException {
    Query.run(live, "COMMIT");
  }

  @Override
  public void rollback() throws SQLException {
    try {
      Query.run(live, "ROLLBACK");
    } catch (SQLException refused) {
      if (!String.valueOf(refused.getMessage()).contains("no transaction is active")) {
        throw refused;
      }
    } finally {
      pragmas.reset();
      forget();
    }
  }

  /**
   * Returns the copy of the schema as it is now. What a revision did to the copy when it was
   * planned it does to the database when it is run, and SQLite counts the changes of both: only
   * where the counts differ is everything compared.
   */
  private SchemaCopy copy() throws SQLException {
    long version = schemaVersion();
    if (copy.isPresent()) {
      long played = copy.get().version() - copyVersion;
      if (played != version - liveVersion && !copy.get().matches(live)) {
        forget();
      }
    }
    if (copy.isEmpty()) {
      SchemaCopy made = SchemaCopy.of(live);
      copy = Optional.of(made);
      schema = made.inspect();
    }
    liveVersion = version;
    copyVersion = copy.get().version();
    return copy.get();
  }

  private void forget() throws SQLException {
    if (copy.isPresent()) {
      copy.get().close();
      copy = Optional.empty();
    }
  }

  @Override
  public Plan plan(String revision, List<Operation> operations) throws SQLException {
    SchemaCopy playground = copy();
    SqlitePlanner planner =
        new SqlitePlanner(playground, schema, new OpenDatabase(live, pragmas.catalog(), ways));
    try {
      Plan plan = planner.plan(operations);
      schema = planner.schema();
      return plan;
    } catch (PlanRefusal refusal) {
      throw new RefusedException(revision, List.of(String.valueOf(refusal.getMessage())));
    }
  }

  @Override
  public String remember(Set<Name> touched) throws SQLException {
    if (touched.isEmpty()) {
      return "";
    }
    SchemaCopy known = copy();
    // What cannot be played in the copy could not be played back either.
    return TouchedObjects.script(known.isWhole() ? live : known.connection(), touched);
  }

  @Override
  public void notice() throws SQLException {
    noticed = Optional.of(references());
  }

  @Override
  public List<String> broken(List<Operation> operations) throws SQLException {
    ForeignKeyCheck now = references();
    List<String> broken = now.since(noticed.orElseThrow(), operations);
    noticed = Optional.of(now);
    return broken;
  }

  /** Asks the database only where a table may have foreign keys. */
  private ForeignKeyCheck references() throws SQLException {
    boolean none =
        schema.extent() == Extent.COMPLETE
            && schema.all(Table.class).stream().allMatch(SqliteSession::hasNoReferences);
    return none ? ForeignKeyCheck.nothing() : ForeignKeyCheck.of(live);
  }

  private static boolean hasNoReferences(Table table) {
    return table.extent() == Extent.COMPLETE && table.constraints(ForeignKey.class).isEmpty();
  }

  @Override
  public long schemaVersion() throws SQLException {
    return Query.number(live, "PRAGMA main.schema_version");
  }

  @Override
  public void raiseSchemaVersion() throws SQLException {
    raiseSchemaVersion(live);
  }

  /** Never sets it to anything else than one more, which another connection could have seen. */
  static void raiseSchemaVersion(Connection connection) throws SQLException {
    long version = Query.number(connection, "PRAGMA main.schema_version");
    Query.run(connection, "PRAGMA main.schema_version = " + (version + 1));
  }

  @Override
  public void mark() throws SQLException {
    Query.run(live, "SAVEPOINT retort_step");
  }

  @Override
  public boolean unmark() throws SQLException {
    try {
      Query.run(live, "RELEASE retort_step");
      return true;
    } catch (SQLException refused) {
      if (String.valueOf(refused.getMessage()).contains("no such savepoint")) {
        return false;
      }
      throw refused;
    }
  }

  @Override
  public void close() throws SQLException {
    try {
      forget();
    } finally {
      pragmas.restore();
    }
  }
}
