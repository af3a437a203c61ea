package dev.retort.run;

import dev.retort.plan.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Which revisions are to be in the history of a database that another tool has run: those that the
 * tool has applied. A database that has a history already keeps it, also an empty one: what the
 * other tool's table says is no longer true after a downgrade.
 */
@SuppressWarnings("exports") // the package is exported for its reports; this is for Migrator alone
public final class AdoptedWay implements MigrationRun.Way {
  private final Connection connection;
  private final Dialect dialect;
  private final String historyTable;
  private final Duration lockTimeout;
  private final Source source;

  /** Reads what another tool has applied. */
  @FunctionalInterface
  public interface Source {
    /**
     * Reads it, and changes nothing.
     *
     * @param connection the database
     * @param dialect what kind of database it is
     * @return ids in an order in which they could have been applied; none for an untouched database
     * @throws SQLException when the database refuses
     */
    List<String> read(Connection connection, Dialect dialect) throws SQLException;
  }

  /**
   * Makes the way.
   *
   * @param connection the database
   * @param dialect what kind of database it is
   * @param historyTable the name of the history table
   * @param lockTimeout how long to wait for a program that holds the database exclusively
   * @param source reads what another tool has applied
   */
  public AdoptedWay(
      Connection connection,
      Dialect dialect,
      String historyTable,
      Duration lockTimeout,
      Source source) {
    this.connection = connection;
    this.dialect = dialect;
    this.historyTable = historyTable;
    this.lockTimeout = lockTimeout;
    this.source = source;
  }

  @Override
  @SuppressWarnings("try") // it is only there to be closed
  public List<String> from(Set<String> applied) {
    try (Dialect.Restoration wait = dialect.noteWait(connection)) {
      dialect.waitUpTo(connection, lockTimeout);
      return dialect.hasTable(connection, historyTable)
          ? List.copyOf(applied)
          : source.read(connection, dialect);
    } catch (SQLException refused) {
      throw new Faults(connection, dialect, lockTimeout).reading(refused);
    }
  }
}
