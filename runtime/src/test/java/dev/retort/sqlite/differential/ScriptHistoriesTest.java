package dev.retort.sqlite.differential;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.retort.Migrator;
import dev.retort.RevisionRegistry;
import dev.retort.Sqlite3;
import dev.retort.error.MigrationException;
import dev.retort.error.RefusedException;
import dev.retort.error.RevisionFailedException;
import dev.retort.run.RebuildMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts of random histories give what upgrade gives, by the driver and by the {@code sqlite3}
 * command, or fail where it fails and change nothing.
 *
 * <p>{@code -Dretort.histories=1000} makes more of them, {@code -Dretort.seed=7} others.
 */
class ScriptHistoriesTest {
  private static final int HISTORIES = Integer.getInteger("retort.histories", 50);
  private static final long SEED = Long.getLong("retort.seed", 1L);

  /** What an SQLite of 2022 reads or writes otherwise than one of today. */
  private static final String OTHER_NUMBERS =
      "(?s).*(1e3|9e999|0\\.1 \\+ 0\\.2|922337203685477|9007199254740993|\\d{16}).*";

  @TempDir Path folder;
  private boolean sameNumbers;

  @Test
  void scriptsGiveWhatUpgradeGives() throws SQLException, IOException {
    int ran = 0;
    int failed = 0;
    AssertionError wrongs = new AssertionError("these went wrong");
    for (long seed = SEED; ran < HISTORIES && wrongs.getSuppressed().length < 20; seed++) {
      History history = History.of(seed);
      try {
        if (compared(history)) {
          ran += sameNumbers ? 1 : 0;
        } else {
          failed++;
        }
      } catch (AssertionError | RuntimeException | SQLException wrong) {
        wrongs.addSuppressed(
            new AssertionError(
                "with -Dretort.seed="
                    + seed
                    + " -Dretort.histories=1:\n  "
                    + history.words()
                    + "\n"
                    + wrong,
                wrong));
      }
    }
    System.out.println(
        "histories whose scripts gave what upgrade gave: "
            + ran
            + ", whose scripts failed with it: "
            + failed
            + (Sqlite3.absence().isEmpty() ? "" : "; without the command: " + Sqlite3.absence()));
    if (wrongs.getSuppressed().length > 0) {
      throw wrongs;
    }
    assertThat(ran).isEqualTo(HISTORIES);
  }

  /** Compares a whole script, and one of the second half on a database of the first. */
  private boolean compared(History history) throws SQLException, IOException {
    RevisionRegistry registry = history.registry();
    int revisions = history.revisions().size();
    sameNumbers = !history.words().matches(OTHER_NUMBERS);
    String middle = "r" + (1 + revisions / 2);
    try (MemoryDatabase classic = MemoryDatabase.open();
        MemoryDatabase cheapest = MemoryDatabase.open();
        MemoryDatabase halves = MemoryDatabase.open()) {
      Migrator migrator = migrator(registry, classic, RebuildMode.CLASSIC);
      Optional<MigrationException> refusal = failure(migrator);
      Optional<MigrationException> other = failure(migrator(registry, cheapest, RebuildMode.AUTO));
      assertWithMessage("%s; AUTO: %s", refusal, other)
          .that(other.isPresent())
          .isEqualTo(refusal.isPresent());
      Map<String, String> wanted = facts(classic);
      String script;
      try {
        script = migrator.script("base:head");
      } catch (RefusedException refused) {
        // What upgrade refuses is refused; where rows have failed before, it does not get there.
        if (refusal.orElseThrow(() -> refused) instanceof RefusedException same) {
          assertThat(refused).hasMessageThat().isEqualTo(same.getMessage());
        }
        return false;
      }
      assertThat(migrator.script("base:head")).isEqualTo(script);
      if (refusal.isPresent()) {
        assertFails(script, ((RevisionFailedException) refusal.get()).failure().message());
        byCommand(script, "", Optional.empty());
        return false;
      }
      try (MemoryDatabase driven = MemoryDatabase.open()) {
        Sqlite3.drive(driven.connection(), script);
        assertSame(facts(driven), wanted);
      }
      byCommand(script, "", Optional.of(wanted));
      Map<String, String> cheap = facts(cheapest);
      cheap.keySet().removeAll(List.of("schema", "counters"));
      wanted.keySet().removeAll(List.of("schema", "counters"));
      assertSame(cheap, wanted);
      migrator(registry, halves, RebuildMode.CLASSIC).upgrade(middle);
      String second = migrator.script(middle + ":head");
      Sqlite3.drive(halves.connection(), second);
      assertSame(facts(halves), facts(classic));
      byCommand(migrator.script(":" + middle), second, Optional.of(facts(classic)));
      return true;
    }
  }

  private static Migrator migrator(
      RevisionRegistry registry, MemoryDatabase database, RebuildMode mode) {
    return Migrator.builder(registry).connection(database.connection()).rebuild(mode).build();
  }

  private static Optional<MigrationException> failure(Migrator migrator) {
    try {
      migrator.upgrade();
      return Optional.empty();
    } catch (RefusedException | RevisionFailedException refused) {
      return Optional.of(refused);
    } catch (MigrationException unexpected) {
      throw new AssertionError("neither refused nor failed", unexpected);
    }
  }

  /** The script says what the upgrade has said, in a place of SQLite's choice. */
  private static void assertFails(String script, String words) throws SQLException {
    try (MemoryDatabase driven = MemoryDatabase.open()) {
      try {
        Sqlite3.drive(driven.connection(), script);
      } catch (SQLException failed) {
        driven.execute("ROLLBACK");
        assertThat(String.valueOf(failed.getMessage()).replace("''", "'").replace("\"\"", "\""))
            .contains(words.replace("\"\"", "\""));
        assertThat(driven.strings("SELECT name FROM sqlite_schema")).isEmpty();
        return;
      }
      throw new AssertionError("upgrade fails, and its script does not");
    }
  }

  /** Runs scripts by the command; without facts they must fail and leave nothing behind. */
  private void byCommand(String first, String second, Optional<Map<String, String>> wanted)
      throws SQLException, IOException {
    if (!Sqlite3.absence().isEmpty() || !sameNumbers) {
      return;
    }
    Path file = folder.resolve("app.db");
    Files.deleteIfExists(file);
    Sqlite3.Said said = Sqlite3.run(file, first);
    if (said.code() == 0 && !second.isEmpty()) {
      said = Sqlite3.run(file, second);
    }
    assertWithMessage(said.output()).that(said.code() == 0).isEqualTo(wanted.isPresent());
    try (MemoryDatabase made = MemoryDatabase.open()) {
      if (Files.exists(file)) {
        made.execute("restore from '" + file + "'");
      }
      if (wanted.isPresent()) {
        // Versions see a number otherwise in an index on an expression, and an older one complains
        // of keys that stand behind other columns, so that one which finds nothing is believed.
        Map<String, String> found = facts(made);
        found.computeIfPresent(
            "pragma integrity_check",
            (pragma, complaint) ->
                complaint.equals("[ok]") ? complaint : "[" + checked(file) + "]");
        assertSame(found, wanted.get());
      } else {
        assertThat(made.strings("SELECT name FROM sqlite_schema")).isEmpty();
      }
    }
  }

  private static String checked(Path file) {
    return Sqlite3.run(file, "PRAGMA integrity_check;").output().strip();
  }

  private static void assertSame(Map<String, String> found, Map<String, String> wanted) {
    assertThat(String.join("\n", Facts.differences(wanted, found))).isEmpty();
  }

  /**
   * Returns what there is but for times: also the history, the counters and the whole schema. Not
   * every SQLite is built with {@code sqlite_stat4}.
   */
  private static Map<String, String> facts(MemoryDatabase database) throws SQLException {
    Map<String, String> facts = new TreeMap<>(Facts.of(database));
    facts.keySet().removeIf(key -> key.contains(" temp ") || key.equals("pragma foreign_keys"));
    facts.keySet().removeIf(key -> key.contains("sqlite_stat4"));
    facts.put(
        "schema",
        database
            .rows(
                "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name <> 'sqlite_stat4'")
            .toString());
    if (!database.strings("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'").isEmpty()) {
      facts.put("counters", database.rows("SELECT * FROM sqlite_sequence ORDER BY 1").toString());
    }
    if (!database.strings("SELECT 1 FROM sqlite_schema WHERE name = 'retort_history'").isEmpty()) {
      facts.put(
          "history",
          database
              .rows(
                  "SELECT seq, id, kind, fingerprint, message, retort_version, format, undo FROM"
                      + " retort_history ORDER BY seq")
              .toString());
    }
    return facts;
  }
}
