package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a builder takes, and what it refuses before a database is opened. */
class MigratorBuilderTest {
  @TempDir Path folder;

  private static Migrator.Builder builder() {
    return Migrator.builder(App.REGISTRY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "sqlite_history", "SQLite_History"})
  void aHistoryHasANameThatSqliteTakes(String name) {
    assertThat(assertThrows(IllegalArgumentException.class, () -> builder().historyTable(name)))
        .hasMessageThat()
        .isEqualTo(
            "a history table cannot be called \"%s\": SQLite keeps names that begin with sqlite_ for itself, and a name needs letters"
                .formatted(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a \"b\"; --", "main.history", "temp", "é\n'x'"})
  void anyOtherNameWillDo(String name) {
    String url = new App(folder).url();
    Migrator migrator = builder().url(url).historyTable(name).build();
    migrator.upgrade();

    assertThat(migrator.check().text()).isEqualTo("The database is what its revisions say.\n");
    assertThat(migrator.downgrade("base").before()).isEqualTo(List.of("r3"));
  }

  @Test
  void aWaitIsNotNegative() {
    assertThat(
            assertThrows(
                IllegalArgumentException.class,
                () -> builder().lockTimeout(Duration.ofSeconds(-5))))
        .hasMessageThat()
        .isEqualTo("a wait cannot take a negative time: PT-5S");
  }
}
