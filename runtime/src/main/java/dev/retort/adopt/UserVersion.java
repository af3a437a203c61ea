package dev.retort.adopt;

import dev.retort.plan.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An application that counts the versions of its schema in {@code PRAGMA user_version}, as those on
 * Android do. It is 0 in every new file.
 *
 * @param versions what is mapped, by number
 * @see <a href="https://www.sqlite.org/pragma.html#pragma_user_version">PRAGMA user_version</a>
 */
record UserVersion(NavigableMap<Integer, Mapped> versions) implements OtherTool {
  private static final String NAME = "user_version";

  static UserVersion of(Map<Integer, String> revisions) {
    NavigableMap<Integer, Mapped> versions = new TreeMap<>();
    revisions.forEach(
        (number, revision) -> versions.put(number, new Mapped(Integer.toString(number), revision)));
    if (versions.containsKey(0)) {
      throw new IllegalArgumentException(
          "user_version 0 cannot be mapped to \"%s\": it is 0 in every new file. Stamp such databases: Migrator.stamp(..)"
              .formatted(revisions.get(0)));
    }
    Mapped.some(List.copyOf(versions.values()));
    return new UserVersion(versions);
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
    return "user_version \"" + version + "\"";
  }

  @Override
  public Findings read(Connection connection, Dialect dialect) throws SQLException {
    int number = number(connection);
    if (number == 0) {
      return Findings.NONE;
    }
    if (!versions.containsKey(number)) {
      throw new Unmapped(
              this,
              List.of(Integer.toString(number)),
              "the database has user_version \"%d\"".formatted(number))
          .before(
              Optional.ofNullable(versions.higherKey(number))
                  .map(next -> "user_version \"" + next + "\""));
    }
    return new Findings(List.copyOf(versions.headMap(number, true).values()), List.of());
  }

  private static int number(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA main.user_version")) {
      return row.getInt(1);
    }
  }
}
