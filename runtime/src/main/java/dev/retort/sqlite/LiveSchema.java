package dev.retort.sqlite;

import dev.retort.schema.Drift;
import dev.retort.schema.Name;
import dev.retort.sqlite.SchemaDescription.Described;
import dev.retort.sqlite.SchemaDescription.Identity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a database has, read in one go, so that no lock is held while revisions are played.
 *
 * @param described its objects by type and name
 * @param broken those that name what is not there, with what SQLite says
 * @param historyColumns the columns of a history
 */
record LiveSchema(
    Map<Identity, Described> described, Map<String, String> broken, Set<String> historyColumns) {

  static LiveSchema of(Connection connection, Set<String> historyColumns) throws SQLException {
    Query.run(connection, "BEGIN");
    try (SchemaCopy copy = SchemaCopy.of(connection)) {
      return new LiveSchema(
          SchemaDescription.of(connection, historyColumns), BrokenObjects.in(copy), historyColumns);
    } finally {
      Query.run(connection, "ROLLBACK");
    }
  }

  /** Returns the table or view of a name. */
  Optional<StoredObject> found(Name name) {
    return described.values().stream()
        .filter(each -> each.name().equals(name))
        .map(Described::stored)
        .filter(each -> each.type().equals("table") || each.type().equals("view"))
        .findFirst();
  }

  /** Compares a replay with this. */
  Drift drift(Connection replay, Certainty certainty) throws SQLException {
    return new SchemaComparison(this, SchemaDescription.of(replay, historyColumns), certainty)
        .drift();
  }
}
