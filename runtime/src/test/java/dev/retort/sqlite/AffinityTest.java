package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AffinityTest {
  /** What SQLite makes of the texts 1 and 1.5 tells the affinities apart. */
  private static final Map<String, Affinity> BY_CASTS =
      Map.of(
          "integer|integer", Affinity.INTEGER,
          "text|text", Affinity.TEXT,
          "blob|blob", Affinity.BLOB,
          "real|real", Affinity.REAL,
          "integer|real", Affinity.NUMERIC);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int",
        "floating point",
        "VarChar(20)",
        "character blob",
        "clob",
        "Text",
        "bloB",
        "real",
        "float",
        "double precision",
        "decimal(10,5)",
        "date",
        "\uFB02oat",
        "\u0131nt",
        "te\uFF38t"
      })
  void aTypeHasTheAffinityThatSqliteGivesIt(String type) throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory()) {
      String casts =
          database
              .query(
                  "SELECT typeof(CAST('1' AS %1$s)), typeof(CAST('1.5' AS %1$s))".formatted(type))
              .get(0);

      assertThat(Affinity.of(type)).isEqualTo(BY_CASTS.get(casts));
    }
  }
}
