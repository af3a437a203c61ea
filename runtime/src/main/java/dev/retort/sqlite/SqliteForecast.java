package dev.retort.sqlite;

import dev.retort.error.RefusedException;
import dev.retort.op.CreateTable;
import dev.retort.op.DropTable;
import dev.retort.op.Operation;
import dev.retort.op.RenameTable;
import dev.retort.plan.Forecast;
import dev.retort.plan.Plan;
import dev.retort.schema.Name;
import dev.retort.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Revisions planned on a copy of the schema, while a transaction reads the database. */
final class SqliteForecast implements Forecast {
  private final Connection connection;
  private final SchemaCopy copy;
  private final OpenDatabase live;
  private final Set<Name> others = new HashSet<>();
  private Schema schema;

  private SqliteForecast(Connection connection, SchemaCopy copy, OpenDatabase live)
      throws SQLException {
    this.connection = connection;
    this.copy = copy;
    this.live = live;
    this.schema = copy.inspect();
  }

  static SqliteForecast of(Connection connection, SqliteDialect.Ways ways) throws SQLException {
    SqliteSession.requireVersion(connection);
    CatalogAccess catalog = CatalogAccess.of(connection);
    Query.run(connection, "BEGIN");
    try {
      SchemaCopy copy = SchemaCopy.of(connection);
      return new SqliteForecast(connection, copy, new OpenDatabase(connection, catalog, ways));
    } catch (SQLException | RuntimeException refused) {
      Query.run(connection, "ROLLBACK");
      throw refused;
    }
  }

  @Override
  public Plan plan(String revision, List<Operation> operations) throws SQLException {
    SqlitePlanner planner = new SqlitePlanner(copy, schema, new Later());
    try {
      Plan plan = planner.plan(operations);
      schema = planner.schema();
      for (Operation operation : operations) {
        if (operation instanceof CreateTable
            || operation instanceof DropTable
            || operation instanceof RenameTable) {
          others.addAll(operation.touches());
        }
      }
      return plan;
    } catch (PlanRefusal refusal) {
      throw new RefusedException(revision, List.of(String.valueOf(refusal.getMessage())));
    }
  }

  /** The database after the revisions that are planned: tables they made have rows nobody knows. */
  private final class Later implements LiveDatabase {
    @Override
    public OptionalLong rows(Name table) throws SQLException {
      return others.contains(table) ? OptionalLong.empty() : live.rows(table);
    }

    @Override
    public CatalogAccess catalog() {
      return live.catalog();
    }

    @Override
    public SqliteDialect.Ways ways() {
      return live.ways();
    }
  }

  @Override
  public void close() throws SQLException {
    try (copy) {
      Query.run(connection, "ROLLBACK");
    }
  }
}
