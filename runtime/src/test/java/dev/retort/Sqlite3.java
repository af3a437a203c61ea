package dev.retort;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.retort.sql.SqlScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The {@code sqlite3} command, where there is one. */
public final class Sqlite3 {
  private static final Path COMMAND = Path.of("/usr/bin/sqlite3");

  private Sqlite3() {}

  /** Says why tests leave it out; empty where it is there. */
  public static String absence() {
    return Files.isExecutable(COMMAND) ? "" : "there is no " + COMMAND;
  }

  /**
   * What the command said.
   *
   * @param code 0 when all went well
   * @param output what it wrote, errors included
   */
  public record Said(int code, String output) {}

  /** Runs a script on a database, as {@code sqlite3 OPTIONS database < script}. */
  public static Said run(Path database, String script, String... options) {
    try {
      Path file = Files.createTempFile("script", ".sql");
      try {
        Files.write(file, script.getBytes(UTF_8));
        List<String> command = new ArrayList<>(List.of(COMMAND.toString()));
        command.addAll(List.of(options));
        command.add(database.toString());
        Process process =
            new ProcessBuilder(command)
                .redirectInput(file.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
          throw new IllegalStateException("sqlite3 does not end");
        }
        return new Said(process.exitValue(), output);
      } finally {
        Files.delete(file);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Runs a script by the driver, statement by statement, up to the first that fails. */
  public static void drive(Connection connection, String script) throws SQLException {
    for (String each : SqlScript.statements(script)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(each);
      }
    }
  }
}
