package dev.retort.adopt;

import dev.retort.plan.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Alembic, for Python. Its table has a row for each head that the database has reached; what is
 * below a head is known to Alembic's scripts alone.
 *
 * @see <a href="https://alembic.sqlalchemy.org/en/latest/tutorial.html">Alembic's tutorial</a>
 */
record Alembic(List<Mapped> mapping, OtherTable table) implements OtherTool {
  static final String TABLE = "alembic_version";
  private static final String NAME = "Alembic";

  static Alembic of(List<Mapped> mapping, String table) {
    return new Alembic(mapping, new OtherTable(NAME, table, List.of("version_num"), "version_num"));
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
    return "revision \"" + version + "\" of Alembic";
  }

  @Override
  public Findings read(Connection connection, Dialect dialect) throws SQLException {
    List<String> unmapped = new ArrayList<>();
    List<Mapped> applied = new ArrayList<>();
    for (String version : table.rows(connection, dialect, row -> row.getString(1))) {
      mapping.stream()
          .filter(each -> each.version().equals(version))
          .findFirst()
          .ifPresentOrElse(applied::add, () -> unmapped.add(version));
    }
    if (!unmapped.isEmpty()) {
      throw new Unmapped(
              this,
              unmapped,
              "Alembic has brought the database to %s %s (table \"%s\")"
                  .formatted(
                      unmapped.size() == 1 ? "revision" : "revisions",
                      Listing.quoted(unmapped),
                      table.name()))
          .amongOthers();
    }
    return new Findings(applied, List.of());
  }
}
