package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.check;
import static dev.retort.schema.Ddl.foreignKey;
import static dev.retort.schema.Ddl.unique;

import dev.retort.Migrator;
import dev.retort.op.Migration;
import dev.retort.run.RebuildMode;
import dev.retort.schema.ColumnType;
import dev.retort.schema.TableChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values that are larger than anyone wants in the memory of an application. */
class LargeValueTest {
  private static final String VALUE = "CAST(printf('%.*c', 100000000, 'x') AS BLOB)";

  @TempDir Path folder;

  /** A process with less memory than the value has bytes. */
  static final class Child {
    private Child() {}

    /** Takes the mode and the file. */
    public static void main(String[] arguments) {
      List<TableChange> changes =
          List.of(
              alterColumn("note").type(ColumnType.blob()),
              alterColumn("note").notNull(),
              alterColumn("note").defaultExpression("'none'"),
              add(check("length(note) < 100")),
              add(unique("fresh")),
              add(foreignKey("fresh").references("t", "id")));
      Migration[] revisions =
          changes.stream()
              .map(change -> TestDatabase.altering("t", change))
              .toArray(Migration[]::new);
      int count =
          Migrator.builder(TestDatabase.registry(revisions))
              .url("jdbc:sqlite:" + arguments[1])
              .rebuild(RebuildMode.valueOf(arguments[0]))
              .build()
              .upgrade()
              .revisions()
              .size();
      System.out.println(count + " applied");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aValueOfAHundredMegabytesIsKeptAndNotReadIntoJava(RebuildMode mode)
      throws SQLException, IOException, InterruptedException {
    Path file = folder.resolve("app.db");
    TestDatabase.file(
            file,
            "CREATE TABLE t (id INTEGER PRIMARY KEY, note TEXT, data BLOB, fresh INTEGER)",
            "CREATE INDEX ix ON t (note)",
            "INSERT INTO t SELECT 5, 'a', " + VALUE + ", NULL")
        .close();
    assertThat(migrate(mode, file)).isEqualTo("6 applied\n");
    try (TestDatabase database = TestDatabase.file(file)) {
      assertThat(database.query("SELECT id, note, data = " + VALUE + ", fresh FROM t"))
          .containsExactly("5|a|1|null");
      assertThat(database.query("PRAGMA quick_check")).containsExactly("ok");
    }
  }

  private String migrate(RebuildMode mode, Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Child.class.getName(),
                mode.name(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .replaceAll("(?m)^SLF4J.*\\R", "");
    process.waitFor();
    return output;
  }
}
