package dev.retort.adopt;

import dev.retort.error.AdoptionException;
import dev.retort.error.AdoptionException.Obstacle;
import dev.retort.plan.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Flyway. Its table has a row for everything that was ever done, the last one of a version says
 * whether it is there; repeatable migrations have no version.
 *
 * @param versions what is mapped, by version
 * @param table its table
 * @see <a href="https://documentation.red-gate.com/fd/flyway-schema-history-table-273973417.html">
 *     Flyway's schema history table</a>
 */
record Flyway(NavigableMap<FlywayVersion, Mapped> versions, OtherTable table) implements OtherTool {
  static final String TABLE = "flyway_schema_history";
  private static final String NAME = "Flyway";

  static Flyway of(List<Mapped> mapping, String table) {
    NavigableMap<FlywayVersion, Mapped> versions = new TreeMap<>();
    for (Mapped each : mapping) {
      FlywayVersion version =
          FlywayVersion.parse(each.version())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "\"%s\" is no version of Flyway; it is numbers with dots between them, such as \"1.2\""
                              .formatted(each.version())));
      Mapped before = versions.put(version, each);
      if (before != null) {
        throw new IllegalArgumentException(
            "\"%s\" and \"%s\" are one version of Flyway; map it once"
                .formatted(before.version(), each.version()));
      }
    }
    return new Flyway(
        versions,
        new OtherTable(
            NAME,
            table,
            List.of("version", "type", "success", "description", "installed_rank"),
            "installed_rank"));
  }

  /** What a row says. */
  private record Row(String version, String type, boolean succeeded, String description) {
    static Row read(ResultSet row) throws SQLException {
      return new Row(
          Optional.ofNullable(row.getString(1)).orElse(""),
          String.valueOf(row.getString(2)),
          row.getBoolean(3),
          String.valueOf(row.getString(4)));
    }

    /** An undo and a repair that found the script gone both take a version back. */
    boolean isTakenBack() {
      return type.startsWith("UNDO") || type.equals("DELETE");
    }

    /** A baseline stands for its version and all before it. */
    boolean isBaseline() {
      return type.endsWith("BASELINE");
    }

    String words() {
      return version.isEmpty()
          ? "repeatable migration \"" + description + "\""
          : "version \"" + version + "\" (" + description + ")";
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Mapped> mapping() {
    return List.copyOf(versions.values());
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public String words(String version) {
    return "version \"" + version + "\" of Flyway";
  }

  @Override
  public Findings read(Connection connection, Dialect dialect) throws SQLException {
    List<Row> rows = table.rows(connection, dialect, Row::read);
    requireSuccess(rows);
    NavigableMap<FlywayVersion, Row> there = there(rows);
    if (there.isEmpty()) {
      return Findings.NONE;
    }
    requireMapped(there.lastEntry().getKey(), there.lastEntry().getValue().version());
    Optional<FlywayVersion> baseline =
        there.descendingMap().entrySet().stream()
            .filter(each -> each.getValue().isBaseline())
            .map(each -> each.getKey())
            .findFirst();
    List<Mapped> applied = new ArrayList<>();
    List<Mapped> absent = new ArrayList<>();
    versions
        .headMap(there.lastKey(), true)
        .forEach(
            (version, mapped) -> {
              boolean isBelow = baseline.map(each -> version.compareTo(each) <= 0).orElse(false);
              (isBelow || there.containsKey(version) ? applied : absent).add(mapped);
            });
    // Of several versions for one revision the last one counts: it is what the revision stands for.
    absent.removeIf(each -> applied.stream().anyMatch(one -> isSame(one, each)));
    return new Findings(applied, absent);
  }

  private static boolean isSame(Mapped one, Mapped other) {
    return one.revision().equals(other.revision());
  }

  private void requireSuccess(List<Row> rows) {
    List<Row> failed = rows.stream().filter(each -> !each.succeeded()).toList();
    if (!failed.isEmpty()) {
      throw new AdoptionException(
          Obstacle.FAILED,
          NAME,
          failed.stream().map(Row::version).filter(each -> !each.isEmpty()).toList(),
          "Flyway says that %s failed on the database (table \"%s\"). Mend that with Flyway first: flyway repair, then flyway migrate."
              .formatted(Listing.joined(failed.stream().map(Row::words).toList()), table.name()));
    }
  }

  /** Returns the versions that are there by now, each with the row that says so. */
  private NavigableMap<FlywayVersion, Row> there(List<Row> rows) {
    NavigableMap<FlywayVersion, Row> there = new TreeMap<>();
    for (Row row : rows) {
      if (row.version().isEmpty() || row.type().equals("SCHEMA")) {
        continue;
      }
      FlywayVersion version =
          FlywayVersion.parse(row.version())
              .orElseThrow(
                  () ->
                      new AdoptionException(
                          Obstacle.FOREIGN,
                          NAME,
                          List.of(row.version()),
                          "the table \"%s\" is not Flyway's: it has the version \"%s\". Name the one that is, beside the mapping: Adoption.fromFlyway(..)"
                              .formatted(table.name(), row.version())));
      if (row.isTakenBack()) {
        there.remove(version);
      } else {
        there.put(version, row);
      }
    }
    return there;
  }

  private void requireMapped(FlywayVersion current, String text) {
    if (!versions.containsKey(current)) {
      throw new Unmapped(
              this,
              List.of(text),
              "Flyway has brought the database to version \"%s\" (table \"%s\")"
                  .formatted(text, table.name()))
          .before(
              Optional.ofNullable(versions.higherEntry(current))
                  .map(next -> "version \"" + next.getValue().version() + "\" with Flyway"));
    }
  }
}
