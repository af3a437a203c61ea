package dev.retort.sqlite.text;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * {@code -Dretort.texts=..} says how many texts, {@code -Dretort.seed=..} with which it begins: a
 * failure names the seed of its text.
 */
class RandomTableTest {
  private static final int TEXTS = Integer.getInteger("retort.texts", 2_000);
  private static final long SEED = Long.getLong("retort.seed", 1L);

  @Test
  void randomTextsAreReadAndEditedAsSqliteReadsThem() throws SQLException {
    List<String> wrong = new ArrayList<>();
    int read = 0;
    long checked = 0;
    long seed = SEED;
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      for (; read < TEXTS && wrong.size() < 10; seed++) {
        Optional<String> stored = Facts.stored(connection, new RandomTable(seed).text());
        if (stored.isPresent()) {
          read++;
          try {
            checked += new Editing(connection, stored.get()).check();
          } catch (AssertionError | RuntimeException problem) {
            wrong.add("seed " + seed + ": " + problem + "\ntext: " + stored.get());
          }
        }
      }
    }
    System.out.printf(
        "Random texts of tables: %,d, edits that SQLite took: %,d, seeds %d to %d%n",
        read, checked, SEED, seed - 1);
    assertWithMessage(read + " texts, " + checked + " edits, last seed " + seed)
        .that(wrong)
        .isEmpty();
    assertThat(checked).isAtLeast(20L * read);
  }
}
