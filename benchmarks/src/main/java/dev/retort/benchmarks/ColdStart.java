package dev.retort.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Measures what {@code Migrator.of(new Migrations(), url).upgrade()} adds to a cold start with
 * nothing pending: whole processes, in turn, against a {@link Floor} that opens the same file and
 * reads one row.
 *
 * <p>Prints the median of 15 runs in milliseconds, with 1 and with 500 revisions.
 */
final class ColdStart {
  private static final int RUNS = 15;

  private final Path folder;

  private ColdStart(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("retort-cold-start");
    try {
      new ColdStart(folder).run();
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void run() throws IOException, InterruptedException {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    for (int count : List.of(1, 500)) {
      String application = application(count);
      String url = "jdbc:sqlite:" + folder.resolve(count + ".db");
      commands.put(count + " revisions: floor", java(Floor.class.getName(), url));
      commands.put(count + " revisions: upgrade()", java(application, url));
      time(java(application, url));
    }
    Map<String, List<Double>> times = new LinkedHashMap<>();
    for (int run = 0; run < RUNS; run++) {
      for (Map.Entry<String, List<String>> command : commands.entrySet()) {
        times
            .computeIfAbsent(command.getKey(), name -> new ArrayList<>())
            .add(time(command.getValue()));
      }
    }
    times.forEach((name, millis) -> System.out.printf("%-26s %6.1f ms%n", name, median(millis)));
    for (int count : List.of(1, 500)) {
      System.out.printf(
          "%d revisions: %.1f ms over the floor%n",
          count,
          median(times.get(count + " revisions: upgrade()"))
              - median(times.get(count + " revisions: floor")));
    }
  }

  /** Writes and compiles an application of so many revisions; returns its main class. */
  private String application(int count) throws IOException {
    String name = "app" + count;
    Path sources = Files.createDirectories(folder.resolve("src").resolve(name));
    for (int at = 0; at < count; at++) {
      Files.writeString(sources.resolve("R" + at + ".java"), revision(name, at));
    }
    Files.writeString(
        sources.resolve("Main.java"),
        """
        package %s;

        public final class Main {
          public static void main(String[] arguments) {
            var report = dev.retort.Migrator.of(new Migrations(), arguments[0]).upgrade();
            System.out.println(report.revisions().size() + " applied");
          }
        }
        """
            .formatted(name));
    compile(sources);
    return name + ".Main";
  }

  private static String revision(String name, int at) {
    return """
        package %s;

        import static dev.retort.schema.Ddl.*;

        @dev.retort.annotation.Revision(id = "r%d", down = {%s})
        final class R%d implements dev.retort.op.Migration {
          @Override
          public void upgrade(dev.retort.op.Op op) {
            op.createTable("t%d", bigint("id").primaryKey(), text("name"));
          }
        }
        """
        .formatted(name, at, at == 0 ? "" : "\"r" + (at - 1) + "\"", at, at);
  }

  private void compile(Path sources) throws IOException {
    String path = System.getProperty("java.class.path");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path classes = Files.createDirectories(folder.resolve("classes"));
    try (StandardJavaFileManager files =
            compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        Stream<Path> all = Files.list(sources)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null,
              files,
              null,
              List.of("-d", classes.toString(), "-cp", path, "-processorpath", path),
              null,
              files.getJavaFileObjectsFromPaths(all.toList()));
      if (!task.call()) {
        throw new IllegalStateException("the application does not compile");
      }
    }
  }

  /** Returns the command; the class path is what an application has, without the processor. */
  private List<String> java(String main, String url) {
    List<String> path = new ArrayList<>();
    for (String entry :
        System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1)) {
      if (!entry.contains("processor") && !entry.contains("javapoet")) {
        path.add(entry);
      }
    }
    path.add(folder.resolve("classes").toString());
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        String.join(System.getProperty("path.separator"), path),
        main,
        url);
  }

  private static double time(List<String> command) throws IOException, InterruptedException {
    long started = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IllegalStateException(String.join(" ", command) + " ended with " + exit);
    }
    return (System.nanoTime() - started) / 1e6;
  }

  private static double median(List<Double> millis) {
    return millis.stream().sorted().toList().get(millis.size() / 2);
  }
}
