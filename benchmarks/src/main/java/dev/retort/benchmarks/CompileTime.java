package dev.retort.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures what javac takes for so many revisions, in turn: without a processor, with one that
 * writes an empty class, with the checks of the graph, and with the rehearsal of the bodies. Prints
 * the least of some runs.
 */
final class CompileTime {
  private static final String PATH = System.getProperty("java.class.path");

  private CompileTime() {}

  /** What javac is asked for. */
  private enum Way {
    NONE("no processor"),
    EMPTY("one empty class"),
    GRAPH("graph"),
    BODIES("graph and bodies");

    private static final String RETORT = "dev.retort.processor.RevisionProcessor";
    private final String words;

    Way(String words) {
      this.words = words;
    }

    List<String> options() {
      return switch (this) {
        case NONE -> List.of("-proc:none");
        case EMPTY -> List.of("-processor", EmptyClassProcessor.class.getName());
        case GRAPH -> List.of("-processor", RETORT, "-Aretort.rehearsal=off");
        case BODIES -> List.of("-processor", RETORT);
      };
    }
  }

  /** Takes how often to measure, and the numbers of revisions. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int runs = Integer.parseInt(arguments[0]);
    System.out.printf(
        "Java %s; least of %d processes each, in ms, and its ratio to one empty class%n",
        System.getProperty("java.version"), runs);
    for (String count : arguments[1].split(",", -1)) {
      Path folder = Files.createTempDirectory("retort-compile-time");
      try {
        measure(Integer.parseInt(count), runs, folder);
      } finally {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }
  }

  private static void measure(int count, int runs, Path folder)
      throws IOException, InterruptedException {
    Path list = sources(count, folder);
    Map<Way, List<WholeProcess>> measured = new EnumMap<>(Way.class);
    for (int run = 0; run < runs; run++) {
      for (Way way : Way.values()) {
        Path classes = Files.createDirectories(folder.resolve(way + "-" + run));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        command.addAll(List.of("-d", classes.toString(), "-cp", PATH, "-processorpath", PATH));
        command.addAll(way.options());
        command.add("@" + list);
        measured
            .computeIfAbsent(way, each -> new ArrayList<>())
            .add(WholeProcess.run(command, folder.resolve("log.txt")));
      }
    }
    print(count, measured);
  }

  private static Path sources(int count, Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      Path file = folder.resolve("R%05d.java".formatted(at));
      String down = at == 0 ? "" : ", down = \"r%05d\"".formatted(at - 1);
      Files.writeString(
          file,
          """
          package acme;

          import static dev.retort.schema.Ddl.*;

          import dev.retort.annotation.Revision;
          import dev.retort.op.Migration;
          import dev.retort.op.Op;

          @Revision(id = "r%1$05d"%2$s)
          public final class R%1$05d implements Migration {
            @Override
            public void upgrade(Op op) {
              %3$s
            }
          }
          """
              .formatted(at, down, new SmallRevision(at).body()));
      names.add(file.toString());
    }
    return Files.write(folder.resolve("sources.txt"), names);
  }

  private static void print(int count, Map<Way, List<WholeProcess>> measured) {
    double wall = least(measured.get(Way.EMPTY)).wall();
    double cpu = least(measured.get(Way.EMPTY)).cpu();
    System.out.printf("%nrevisions: %5d %26s %7s %9s %7s%n", count, "passed", "", "on CPU", "");
    for (Map.Entry<Way, List<WholeProcess>> each : measured.entrySet()) {
      WholeProcess least = least(each.getValue());
      System.out.printf(
          "  %-32s %8.0f %7.2f %9.0f %7.2f%n",
          each.getKey().words, least.wall(), least.wall() / wall, least.cpu(), least.cpu() / cpu);
    }
  }

  private static WholeProcess least(List<WholeProcess> processes) {
    return processes.stream().min(Comparator.comparingDouble(WholeProcess::cpu)).orElseThrow();
  }
}
