package dev.retort.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Measures whole processes, in turn: an application that starts with nothing pending, and one that
 * applies all its revisions to an empty file, with Retort, with the same statements by plain JDBC
 * in one transaction, with Flyway and with Liquibase.
 *
 * <p>Prints medians. The time that passes depends on what else the machine does; that on the
 * processor less so.
 */
final class StartUp {
  private final Path folder;
  private final List<String> options;
  private final List<Application> applications = new ArrayList<>();
  private final Map<String, List<WholeProcess>> measured = new LinkedHashMap<>();

  private StartUp(Path folder, List<String> options) {
    this.folder = folder;
    this.options = options;
  }

  /** Takes how often to measure, the numbers of revisions, and the version of each other tool. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException {
    Path folder = Files.createTempDirectory("retort-start-up");
    try {
      Path quiet = Files.writeString(folder.resolve("logging.properties"), ".level = SEVERE\n");
      StartUp startUp = new StartUp(folder, List.of("-Djava.util.logging.config.file=" + quiet));
      int[] counts =
          Arrays.stream(arguments[1].split(",", -1)).mapToInt(Integer::parseInt).toArray();
      startUp.prepare(counts);
      startUp.measure(Integer.parseInt(arguments[0]));
      System.out.printf(
          "Flyway %s, Liquibase %s, Java %s; medians of %s processes each, in ms%n",
          arguments[2], arguments[3], System.getProperty("java.version"), arguments[0]);
      for (int count : counts) {
        startUp.print("start-up, nothing pending", count);
        startUp.print("applying", count);
      }
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Compiles all applications, applies their revisions, and compares what comes of it. */
  private void prepare(int[] counts) throws IOException, InterruptedException, SQLException {
    for (int count : counts) {
      List<String> expected = List.of();
      for (Tool tool : Tool.values()) {
        Application application = Application.of(tool, count, folder);
        applications.add(application);
        run(application, upToDate(application));
        List<String> columns = columns(upToDate(application));
        if (tool == Tool.JDBC) {
          expected = columns;
        }
        if (!columns.equals(expected) || columns.size() < count) {
          throw new IllegalStateException(application + " made another schema");
        }
      }
    }
  }

  private void measure(int runs) throws IOException, InterruptedException {
    Path fresh = folder.resolve("fresh.db");
    for (int run = 0; run < runs; run++) {
      for (Application each : applications) {
        note("start-up, nothing pending", each, run(each, upToDate(each)));
        note("applying", each, run(each, fresh));
        Files.delete(fresh);
      }
    }
  }

  private void note(String what, Application application, WholeProcess process) {
    measured.computeIfAbsent(what + ": " + application, name -> new ArrayList<>()).add(process);
  }

  private WholeProcess run(Application application, Path database)
      throws IOException, InterruptedException {
    return WholeProcess.run(application.command(database, options), folder.resolve("log.txt"));
  }

  private Path upToDate(Application application) {
    return folder.resolve(application.tool().name() + application.count() + ".db");
  }

  /** Returns the columns of the tables and indexes of the revisions. */
  private static List<String> columns(Path database) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT o.name, c.name, c.type, c.\"notnull\", c.dflt_value FROM sqlite_schema o,"
                    + " pragma_table_xinfo(o.name) c WHERE o.name GLOB 't[0-9]*' UNION ALL"
                    + " SELECT name, tbl_name, '', '', '' FROM sqlite_schema"
                    + " WHERE name GLOB 'ix_t[0-9]*' ORDER BY 1, 2")) {
      while (rows.next()) {
        columns.add(
            rows.getString(1)
                + "."
                + rows.getString(2)
                + " "
                + rows.getString(3)
                + rows.getString(4)
                + rows.getString(5));
      }
    }
    return columns;
  }

  private void print(String what, int count) {
    System.out.printf(
        "%n%-26s revisions: %5d %8s %10s %7s   %8s %10s %7s%n",
        what, count, "passed", "over JDBC", "ratio", "on CPU", "over JDBC", "ratio");
    double wallFloor = 0;
    double cpuFloor = 0;
    for (Application each : applications) {
      if (each.count() == count) {
        List<WholeProcess> processes = measured.getOrDefault(what + ": " + each, List.of());
        double wall = median(processes, WholeProcess::wall);
        double cpu = median(processes, WholeProcess::cpu);
        wallFloor = each.tool() == Tool.JDBC ? wall : wallFloor;
        cpuFloor = each.tool() == Tool.JDBC ? cpu : cpuFloor;
        System.out.printf(
            "  %-40s  %8.0f %+10.0f %7.2f   %8.0f %+10.0f %7.2f%n",
            each.tool(),
            wall,
            wall - wallFloor,
            wall / wallFloor,
            cpu,
            cpu - cpuFloor,
            cpu / cpuFloor);
      }
    }
  }

  private static double median(
      List<WholeProcess> processes, ToDoubleFunction<WholeProcess> measure) {
    return processes.stream().mapToDouble(measure).sorted().toArray()[processes.size() / 2];
  }
}
