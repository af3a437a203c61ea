package dev.retort.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A way to apply revisions, written as an application of its own as its users would write it. */
enum Tool {
  /** The floor: the statements in one transaction, and a number in the file. */
  JDBC("plain JDBC", "sqlite-jdbc") {
    @Override
    Map<String, String> files(List<SmallRevision> revisions) {
      String statements =
          revisions.stream()
              .map(SmallRevision::literal)
              .collect(Collectors.joining(",\n", "", "\n"));
      return Map.of(
          "Statements.java",
          """
          package PACKAGE;

          final class Statements {
            static final String[] ALL = {
          %s  };
          }
          """
              .formatted(statements),
          "Main.java",
          """
          package PACKAGE;

          import java.sql.*;

          public final class Main {
            public static void main(String[] arguments) throws SQLException {
              try (Connection connection = DriverManager.getConnection(arguments[0]);
                  Statement statement = connection.createStatement()) {
                int applied;
                try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
                  applied = row.getInt(1);
                }
                if (applied < %1$d) {
                  connection.setAutoCommit(false);
                  for (int at = applied; at < %1$d; at++) {
                    statement.execute(Statements.ALL[at]);
                  }
                  statement.execute("PRAGMA user_version = %1$d");
                  connection.commit();
                }
              }
            }
          }
          """
              .formatted(revisions.size()));
    }
  },

  /** One class for each revision, found by the generated registry. */
  RETORT("Retort", "sqlite-jdbc retort-runtime retort-annotations classes") {
    @Override
    Map<String, String> files(List<SmallRevision> revisions) {
      Map<String, String> files = new LinkedHashMap<>();
      for (SmallRevision each : revisions) {
        files.put(
            "R" + each.at() + ".java",
            """
            package PACKAGE;

            import static dev.retort.schema.Ddl.*;

            import dev.retort.annotation.Revision;
            import dev.retort.op.*;

            @Revision(id = "r%1$d", down = {%2$s}, message = "revision %1$d")
            final class R%1$d implements Migration {
              @Override
              public void upgrade(Op op) {
                %3$s
              }
            }
            """
                .formatted(
                    each.at(), each.at() == 0 ? "" : "\"r" + (each.at() - 1) + "\"", each.body()));
      }
      files.put(
          "Main.java",
          """
          package PACKAGE;

          public final class Main {
            public static void main(String[] arguments) {
              dev.retort.Migrator.of(new Migrations(), arguments[0]).upgrade();
            }
          }
          """);
      return files;
    }
  },

  /**
   * One class for each migration, given by hand, so that nothing is scanned; in one transaction.
   */
  FLYWAY("Flyway", "sqlite-jdbc flyway-core") {
    @Override
    Map<String, String> files(List<SmallRevision> revisions) {
      Map<String, String> files = new LinkedHashMap<>();
      for (SmallRevision each : revisions) {
        files.put(
            "V" + (each.at() + 1) + "__Revision.java",
            """
            package PACKAGE;

            import java.sql.Statement;
            import org.flywaydb.core.api.migration.*;

            public final class V%d__Revision extends BaseJavaMigration {
              @Override
              public void migrate(Context context) throws Exception {
                try (Statement statement = context.getConnection().createStatement()) {
                  statement.execute(%s);
                }
              }
            }
            """
                .formatted(each.at() + 1, each.literal()));
      }
      files.put(
          "Main.java",
          """
          package PACKAGE;

          import org.flywaydb.core.Flyway;
          import org.flywaydb.core.api.migration.JavaMigration;

          public final class Main {
            public static void main(String[] arguments) {
              Flyway.configure()
                  .dataSource(arguments[0], null, null)
                  .locations(new String[0])
                  .javaMigrations(new JavaMigration[] {%s})
                  .group(true)
                  .load()
                  .migrate();
            }
          }
          """
              .formatted(
                  revisions.stream()
                      .map(each -> "new V" + (each.at() + 1) + "__Revision()")
                      .collect(Collectors.joining(", "))));
      return files;
    }
  },

  /** One changelog of formatted SQL; each changeset is a transaction, as always. */
  LIQUIBASE("Liquibase", "sqlite-jdbc liquibase-core opencsv snakeyaml jaxb-api commons-") {
    @Override
    Map<String, String> files(List<SmallRevision> revisions) {
      String changelog =
          revisions.stream()
              .map(each -> "--changeset ada:" + each.at() + "\n" + each.sql() + ";\n")
              .collect(Collectors.joining("\n", "--liquibase formatted sql\n\n", ""));
      return Map.of(
          "changelog.sql",
          changelog,
          "Main.java",
          """
          package PACKAGE;

          import java.nio.file.Path;
          import java.sql.*;
          import liquibase.*;
          import liquibase.database.DatabaseFactory;
          import liquibase.database.jvm.JdbcConnection;
          import liquibase.resource.DirectoryResourceAccessor;

          public final class Main {
            public static void main(String[] arguments) throws Exception {
              try (Connection connection = DriverManager.getConnection(arguments[0])) {
                Liquibase liquibase =
                    new Liquibase(
                        "changelog.sql",
                        new DirectoryResourceAccessor(Path.of(arguments[1])),
                        DatabaseFactory.getInstance()
                            .findCorrectDatabaseImplementation(new JdbcConnection(connection)));
                liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                liquibase.update(new Contexts());
              }
            }
          }
          """);
    }
  };

  private final String words;
  private final String needed;

  Tool(String words, String needed) {
    this.words = words;
    this.needed = needed;
  }

  /** Returns the sources, and other files beside them, each by its name. */
  abstract Map<String, String> files(List<SmallRevision> revisions);

  /** Says whether its users have this on their class path. */
  boolean needs(String classPathEntry) {
    String normal = classPathEntry.replace('\\', '/');
    String name = normal.substring(normal.lastIndexOf('/') + 1);
    return Stream.of(needed.split(" ", -1)).anyMatch(name::startsWith)
        && !normal.contains("processor")
        && !normal.contains("benchmarks");
  }

  @Override
  public String toString() {
    return words;
  }
}
