package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.alterColumn;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.CancelledException;
import dev.retort.op.Migration;
import dev.retort.run.MigrationListener;
import dev.retort.run.RunningStatement;
import dev.retort.schema.ColumnType;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far the copy of a large table is. */
class ProgressTest {
  private static final Migration TYPE =
      op -> op.alterTable("big", alterColumn("v").type(ColumnType.text()).using("'v' || v"));

  @TempDir Path folder;
  private App app;

  @BeforeEach
  void newDatabase() {
    app = new App(folder);
  }

  private void fill(String columns, int rows, String id) throws SQLException {
    app.execute("CREATE TABLE big (" + columns + ")");
    app.execute(
        "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < "
            + rows
            + ") INSERT INTO big (rowid, v) SELECT "
            + id
            + ", i FROM c WHERE i <= "
            + rows);
  }

  private Migrator migrator(MigrationListener listener) {
    return Migrator.builder(RevisionRegistry.of(RegisteredRevision.of("r1", List.of(), () -> TYPE)))
        .url(app.url())
        .listener(listener)
        .build();
  }

  private static final class Notes implements MigrationListener {
    private final List<String> told = new ArrayList<>();

    @Override
    public void rowsCopied(RunningStatement statement, long done, OptionalLong rows) {
      told.add(
          "%s: %d of %s (%s)"
              .formatted(
                  statement.why(), done, rows.orElse(-1), statement.table().orElse("no table")));
    }
  }

  /** Keys far apart, of both signs, and hidden ones. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "id INTEGER PRIMARY KEY, v INTEGER; i",
        "id INTEGER PRIMARY KEY, v INTEGER; (i - 60000) * 70000000000000",
        "id INTEGER PRIMARY KEY, v INTEGER; iif(i = 1, -9223372036854775808, iif(i = 120000, 9223372036854775807, i))",
        "v INTEGER, w; i * 7"
      })
  void everyFiftyThousandRowsAreToldOf(String shape) throws SQLException {
    String[] parts = shape.split("; ", -1);
    fill(parts[0], 120_000, parts[1]);
    List<String> before = app.query("SELECT rowid || ' v' || v FROM big ORDER BY rowid");
    Notes notes = new Notes();
    migrator(notes).upgrade();
    assertThat(notes.told)
        .containsExactly(
            "copy the rows of \"big\" into its new shape: 50000 of 120000 (big)",
            "copy the rows of \"big\" into its new shape: 100000 of 120000 (big)",
            "copy the rows of \"big\" into its new shape: 120000 of 120000 (big)")
        .inOrder();
    assertThat(app.query("SELECT rowid || ' ' || v FROM big ORDER BY rowid")).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 49_999, 50_000, 50_001, 100_000, 100_001})
  void allRowsArriveWhateverTheirNumber(int rows) throws SQLException {
    fill("id INTEGER PRIMARY KEY, v INTEGER", rows, "i * 3");
    Notes notes = new Notes();
    migrator(notes).upgrade();
    assertThat(notes.told.size()).isEqualTo(rows <= 50_000 ? 0 : (rows + 49_999) / 50_000);
    assertThat(app.query("SELECT count(*) || ' ' || count(DISTINCT v) FROM big"))
        .containsExactly(rows + " " + rows);
  }

  /** A parameter that nobody binds is NULL, for few rows and for many. */
  @ParameterizedTest
  @ValueSource(ints = {10, 120_000})
  void aParameterInAConversionIsNoneOfThePortions(int rows) throws SQLException {
    fill("id INTEGER PRIMARY KEY, v INTEGER", rows, "i");
    Migration type =
        op ->
            op.alterTable(
                "big", alterColumn("v").type(ColumnType.text()).using("coalesce(?, 'v' || v)"));
    App.of(app.url(), RegisteredRevision.of("r1", List.of(), () -> type)).upgrade();
    assertThat(app.query("SELECT count(*) FROM big WHERE v = 'v' || id"))
        .containsExactly(Integer.toString(rows));
  }

  @Test
  void anInterruptEndsALongCopyBetweenTwoPortions() throws SQLException {
    fill("id INTEGER PRIMARY KEY, v INTEGER", 120_000, "i");
    List<Long> told = new ArrayList<>();
    MigrationListener interrupting =
        new MigrationListener() {
          @Override
          public void rowsCopied(RunningStatement statement, long done, OptionalLong rows) {
            told.add(done);
            Thread.currentThread().interrupt();
          }
        };
    assertThrows(CancelledException.class, migrator(interrupting)::upgrade);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(told).containsExactly(50_000L);
    assertThat(app.query("SELECT typeof(v) || count(*) FROM big")).containsExactly("integer120000");
    assertThat(app.query("SELECT name FROM sqlite_schema")).containsExactly("big");
  }
}
