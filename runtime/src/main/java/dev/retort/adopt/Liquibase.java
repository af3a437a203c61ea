package dev.retort.adopt;

import dev.retort.error.AdoptionException;
import dev.retort.error.AdoptionException.Obstacle;
import dev.retort.plan.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Liquibase. Its table has a row for every changeset, which is known by its id, its author and its
 * file together; they are a set, in the order in which they happened to be run.
 *
 * @param mapping what is mapped, by {@code id::author} or {@code file::id::author}
 * @param table the table of changesets
 * @param locks the table of its lock
 * @see <a href="https://docs.liquibase.com/concepts/tracking-tables/databasechangelog-table.html">
 *     Liquibase's DATABASECHANGELOG table</a>
 */
record Liquibase(List<Mapped> mapping, OtherTable table, OtherTable locks) implements OtherTool {
  static final String TABLE = "DATABASECHANGELOG";
  static final String LOCK_TABLE = "DATABASECHANGELOGLOCK";
  private static final String NAME = "Liquibase";
  private static final String RERAN = "RERAN";

  static Liquibase of(List<Mapped> mapping, String table, String lockTable) {
    for (Mapped each : mapping) {
      if (!each.version().contains("::")) {
        throw new IllegalArgumentException(
            "\"%s\" names no changeset of Liquibase; say id::author or, as Liquibase writes it, file::id::author"
                .formatted(each.version()));
      }
    }
    return new Liquibase(
        mapping,
        new OtherTable(
            NAME,
            table,
            List.of("ID", "AUTHOR", "FILENAME", "EXECTYPE", "ORDEREXECUTED", "DATEEXECUTED"),
            "ORDEREXECUTED, DATEEXECUTED"),
        new OtherTable(NAME, lockTable, List.of("LOCKED", "LOCKGRANTED", "LOCKEDBY", "ID"), "ID"));
  }

  /** A changeset that was run. */
  private record Row(String shortName, String file, String execution) {
    static Row read(ResultSet row) throws SQLException {
      return new Row(
          row.getString(1) + "::" + row.getString(2), row.getString(3), row.getString(4));
    }

    /** A changeset that failed, or whose precondition skipped it, is in the table all the same. */
    boolean isApplied() {
      return execution.equals("EXECUTED")
          || execution.equals(RERAN)
          || execution.equals("MARK_RAN");
    }

    /** As Liquibase writes it. */
    String name() {
      return file + "::" + shortName;
    }

    /**
     * What may be said for it; ids may have colons of their own, so that no name is taken apart.
     */
    Set<String> names() {
      return Set.copyOf(List.of(shortName, name(), shortName + "::" + file));
    }
  }

  /** Who holds the lock, and since when. */
  private record Lock(boolean isHeld, String since, String by) {
    static Lock read(ResultSet row) throws SQLException {
      return new Lock(
          row.getBoolean(1), String.valueOf(row.getString(2)), String.valueOf(row.getString(3)));
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isLinear() {
    return false;
  }

  @Override
  public String words(String version) {
    return "changeset \"" + version + "\" of Liquibase";
  }

  @Override
  public Findings read(Connection connection, Dialect dialect) throws SQLException {
    requireFree(locks.rows(connection, dialect, Lock::read));
    List<Row> rows =
        table.rows(connection, dialect, Row::read).stream().filter(Row::isApplied).toList();
    if (rows.isEmpty()) {
      return Findings.NONE;
    }
    List<Mapped> applied = new ArrayList<>();
    List<Mapped> absent = new ArrayList<>();
    Map<String, List<Row>> named = byName(rows);
    for (Mapped each : mapping) {
      List<Row> those = named.getOrDefault(each.version(), List.of());
      requireOne(each, those);
      (those.isEmpty() ? absent : applied).add(each);
    }
    requireMapped(last(rows), absent);
    return new Findings(applied, absent);
  }

  private static Map<String, List<Row>> byName(List<Row> rows) {
    Map<String, List<Row>> named = new HashMap<>();
    for (Row row : rows) {
      for (String name : row.names()) {
        named.computeIfAbsent(name, key -> new ArrayList<>()).add(row);
      }
    }
    return named;
  }

  /** A changeset that is run anew whenever it changes is no newer for that, unless all are such. */
  private static Row last(List<Row> rows) {
    Row last = rows.get(rows.size() - 1);
    for (Row row : rows) {
      if (!row.execution().equals(RERAN)) {
        last = row;
      }
    }
    return last;
  }

  private void requireFree(List<Lock> all) {
    Optional<Lock> held = all.stream().filter(Lock::isHeld).findFirst();
    if (held.isPresent()) {
      throw new AdoptionException(
          Obstacle.RUNNING,
          NAME,
          List.of(),
          "Liquibase holds its lock on the database (table \"%s\"), since %s, by %s. Let it end; if it was killed, free the lock: liquibase release-locks."
              .formatted(locks.name(), held.get().since(), held.get().by()));
    }
  }

  private static void requireOne(Mapped mapped, List<Row> rows) {
    if (rows.size() > 1) {
      throw new AdoptionException(
          Obstacle.MAPPING,
          NAME,
          List.of(mapped.version()),
          "several changesets of Liquibase are \"%s\": %s. Map them with their files."
              .formatted(mapped.version(), Listing.quoted(rows.stream().map(Row::name).toList())));
    }
  }

  private void requireMapped(Row last, List<Mapped> absent) {
    if (mapping.stream().noneMatch(each -> last.names().contains(each.version()))) {
      Unmapped unmapped =
          new Unmapped(
              this,
              List.of(last.name()),
              "the last changeset that Liquibase has run on the database is \"%s\" (table \"%s\")"
                  .formatted(last.name(), table.name()));
      throw absent.isEmpty() ? unmapped.newer() : unmapped.amongOthers();
    }
  }
}
