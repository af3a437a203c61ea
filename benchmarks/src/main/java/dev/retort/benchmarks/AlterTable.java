package dev.retort.benchmarks;

import dev.retort.Migrator;
import dev.retort.RegisteredRevision;
import dev.retort.RevisionRegistry;
import dev.retort.run.MigrationReport;
import dev.retort.run.RebuildMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures what it takes to change a table of many rows: {@code Migrator.upgrade()}, with the
 * connection it opens, against a rebuild that is written by hand in plain SQL, over the same
 * driver. Each time on a fresh copy of the file, in turn.
 *
 * <p>Prints medians in milliseconds, and how many times longer the one by hand takes.
 */
final class AlterTable {
  private static final int WARM_UP_ROWS = 1000;
  private static final Pattern STRATEGY =
      Pattern.compile(": (nothing to do|in place|native|text edit|rebuild)\\b");

  private final Path folder;
  private final int repeats;
  private final List<RebuildMode> modes;

  private AlterTable(Path folder, int repeats, List<RebuildMode> modes) {
    this.folder = folder;
    this.repeats = repeats;
    this.modes = modes;
  }

  /** Takes the numbers of rows, the numbers of indexes, how often to measure, and the modes. */
  public static void main(String[] arguments) throws IOException, SQLException {
    Path folder = Files.createTempDirectory("retort-alter-table");
    try {
      List<RebuildMode> modes =
          Arrays.stream(arguments[3].split(",", -1)).map(RebuildMode::valueOf).toList();
      new AlterTable(folder, 1, modes).measure(WARM_UP_ROWS, 2);
      AlterTable measured = new AlterTable(folder, Integer.parseInt(arguments[2]), modes);
      System.out.printf(
          "%9s %7s  %-31s %-13s %10s %10s %10s %7s%n",
          "rows", "indexes", "change", "strategy", "Retort", "CLASSIC", "by hand", "ratio");
      for (int rows : numbers(arguments[0])) {
        for (int indexes : numbers(arguments[1])) {
          measured.measure(rows, indexes).forEach(line -> System.out.println(line));
        }
      }
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static List<Integer> numbers(String list) {
    return Arrays.stream(list.split(",", -1)).map(Integer::valueOf).toList();
  }

  /** Returns a line for each change. */
  private List<String> measure(int rows, int indexes) throws IOException, SQLException {
    Path file = folder.resolve("base.db");
    NarrowTable table = NarrowTable.make(file, rows, indexes);
    Migrator.of(RevisionRegistry.of(first()), url(file)).upgrade();
    Map<AlterTableCase, Times> times = new LinkedHashMap<>();
    for (int repeat = 0; repeat < repeats; repeat++) {
      for (AlterTableCase change : AlterTableCase.all()) {
        measure(table, change, times.computeIfAbsent(change, each -> new Times()));
      }
    }
    Files.delete(file);
    List<String> lines = new ArrayList<>();
    times.forEach(
        (change, each) ->
            lines.add("%,9d %7d  %-31s %s".formatted(rows, indexes, change.name(), each.line())));
    return lines;
  }

  private void measure(NarrowTable table, AlterTableCase change, Times times)
      throws IOException, SQLException {
    Path copy = folder.resolve("copy.db");
    for (RebuildMode mode : modes) {
      table.copy(copy, change.setup());
      Migrator migrator =
          Migrator.builder(
                  RevisionRegistry.of(
                      first(),
                      RegisteredRevision.of(
                          "change",
                          List.of("first"),
                          () -> op -> op.alterTable("t", change.change()))))
              .url(url(copy))
              .rebuild(mode)
              .build();
      long started = System.nanoTime();
      MigrationReport report = migrator.upgrade();
      times.of(mode).add(millisSince(started));
      times.strategy(mode, strategy(report));
      table.check(copy);
    }
    table.copy(copy, change.setup());
    long started = System.nanoTime();
    table.rebuild(copy, change);
    times.byHand.add(millisSince(started));
    table.check(copy);
    Files.delete(copy);
  }

  /** The revision that was there before, so that the history is there. */
  private static RegisteredRevision first() {
    return RegisteredRevision.of("first", List.of(), () -> op -> {});
  }

  private static String url(Path file) {
    return "jdbc:sqlite:" + file;
  }

  private static double millisSince(long started) {
    return (System.nanoTime() - started) / 1e6;
  }

  private static String strategy(MigrationReport report) {
    String choice = report.revisions().get(0).choices().get(0);
    Matcher found = STRATEGY.matcher(choice);
    if (!found.find()) {
      throw new IllegalStateException("no strategy in: " + choice);
    }
    return found.group(1);
  }

  /** What was measured of one change. */
  private static final class Times {
    private final List<Double> cheapest = new ArrayList<>();
    private final List<Double> classic = new ArrayList<>();
    private final List<Double> byHand = new ArrayList<>();
    private String strategy = "";

    private List<Double> of(RebuildMode mode) {
      return switch (mode) {
        case AUTO -> cheapest;
        case CLASSIC -> classic;
      };
    }

    private void strategy(RebuildMode mode, String found) {
      strategy = mode == RebuildMode.AUTO ? found : strategy;
    }

    private String line() {
      return "%-13s %10s %10s %10s %7.1f"
          .formatted(
              strategy,
              words(cheapest),
              words(classic),
              words(byHand),
              median(byHand) / median(cheapest));
    }
  }

  private static String words(List<Double> millis) {
    return millis.isEmpty() ? "-" : "%,.1f".formatted(median(millis));
  }

  private static double median(List<Double> millis) {
    return millis.isEmpty() ? Double.NaN : millis.stream().sorted().toList().get(millis.size() / 2);
  }
}
