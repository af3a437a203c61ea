package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.retort.run.MigrationReport;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many start at once on one file that is not there yet: one applies the revisions, the others wait
 * and find nothing to do, and none fails.
 *
 * <p>{@code -Dretort.starters=16 -Dretort.rounds=20} makes it more and longer.
 */
class ManyStartersTest {
  private static final int STARTERS = Integer.getInteger("retort.starters", 4);
  private static final int ROUNDS = Integer.getInteger("retort.rounds", 3);
  private static final String DONE = "applied r1, r2, r3";
  private static final String NOTHING = "applied nothing";

  @TempDir Path folder;

  private static String run(String url) {
    MigrationReport report = Migrator.of(App.REGISTRY, url).upgrade();
    return report.isEmpty()
        ? NOTHING
        : "applied "
            + String.join(
                ", ", report.revisions().stream().map(MigrationReport.RevisionReport::id).toList());
  }

  /** Upgrades each database that it is told of, and says what it did. */
  static final class Starter {
    private Starter() {}

    public static void main(String[] arguments) throws IOException {
      BufferedReader orders =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      System.out.println("ready");
      for (String url = orders.readLine(); url != null; url = orders.readLine()) {
        String said;
        try {
          said = run(url);
        } catch (RuntimeException thrown) {
          said = thrown.toString();
        }
        System.out.println(said.replace('\n', ' '));
      }
    }
  }

  private record Started(Process process, BufferedWriter orders, BufferedReader answers) {
    static Started start(Path temporary) throws IOException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Djava.io.tmpdir=" + temporary,
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  Starter.class.getName())
              .redirectErrorStream(true)
              .start();
      return new Started(process, process.outputWriter(), process.inputReader());
    }

    void order(String url) throws IOException {
      orders.write(url + "\n");
      orders.flush();
    }

    String answer() throws IOException {
      String line = answers.readLine();
      while (line != null && isOfTheDriver(line)) {
        line = answers.readLine();
      }
      return String.valueOf(line);
    }

    /** The driver and the JDK warn of what concerns no database. */
    private static boolean isOfTheDriver(String line) {
      return line.isBlank() || line.startsWith("SLF4J") || line.startsWith("WARNING");
    }
  }

  private String url(String journal, int round) {
    return "jdbc:sqlite:"
        + folder.resolve(journal + round + ".db")
        + (journal.equals("WAL") ? "?journal_mode=WAL" : "");
  }

  private static void assertApplied(String url, List<String> said, int round) throws SQLException {
    assertWithMessage("round %s: %s", round, said)
        .that(Collections.frequency(said, DONE))
        .isEqualTo(1);
    assertWithMessage("round %s: %s", round, said)
        .that(Collections.frequency(said, NOTHING))
        .isEqualTo(STARTERS - 1);
    try (Connection connection = DriverManager.getConnection(url)) {
      assertThat(App.query(connection, "SELECT seq || id FROM retort_history ORDER BY seq"))
          .containsExactly("1r1", "2r2", "3r3")
          .inOrder();
      assertThat(App.query(connection, "PRAGMA integrity_check")).containsExactly("ok");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void ofManyProcessesOneAppliesAndNoneFails(String journal) throws IOException, SQLException {
    List<Started> starters = new ArrayList<>();
    try {
      for (int at = 0; at < STARTERS; at++) {
        starters.add(Started.start(folder));
      }
      for (Started starter : starters) {
        assertThat(starter.answer()).isEqualTo("ready");
      }
      for (int round = 0; round < ROUNDS; round++) {
        for (Started starter : starters) {
          starter.order(url(journal, round));
        }
        List<String> said = new ArrayList<>();
        for (Started starter : starters) {
          said.add(starter.answer());
        }
        assertApplied(url(journal, round), said, round);
      }
    } finally {
      starters.forEach(starter -> starter.process().destroy());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void ofManyThreadsOneAppliesAndNoneFails(String journal) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String url = url(journal, round);
      List<String> said = Collections.synchronizedList(new ArrayList<>());
      CyclicBarrier start = new CyclicBarrier(STARTERS);
      List<Thread> threads = new ArrayList<>();
      for (int at = 0; at < STARTERS; at++) {
        Thread thread =
            new Thread(
                () -> {
                  try {
                    start.await();
                    said.add(run(url));
                  } catch (Exception thrown) { // whatever it is, the test shows it
                    said.add(thrown.toString());
                  }
                });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertApplied(url, said, round);
    }
  }
}
