package dev.retort.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * An application with so many revisions, compiled, to be run as a process.
 *
 * @param tool what applies them
 * @param count how many there are
 * @param sources the folder of its sources
 * @param classes the folder of its classes
 */
record Application(Tool tool, int count, Path sources, Path classes) {
  private static final String PATH = System.getProperty("java.class.path");

  /** Writes it and compiles it, with the annotation processor. */
  static Application of(Tool tool, int count, Path folder) throws IOException {
    String name = tool.name().toLowerCase(Locale.ROOT) + count;
    Path sources = Files.createDirectories(folder.resolve("src").resolve(name));
    Path classes = Files.createDirectories(folder.resolve("classes").resolve(name));
    List<SmallRevision> revisions = IntStream.range(0, count).mapToObj(SmallRevision::new).toList();
    for (Map.Entry<String, String> file : tool.files(revisions).entrySet()) {
      Files.writeString(sources.resolve(file.getKey()), file.getValue().replace("PACKAGE", name));
    }
    compile(sources, classes);
    return new Application(tool, count, sources, classes);
  }

  private static void compile(Path sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
            compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        Stream<Path> all = Files.list(sources)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null,
              files,
              null,
              List.of("-d", classes.toString(), "-cp", PATH, "-processorpath", PATH),
              null,
              files.getJavaFileObjectsFromPaths(
                  all.filter(file -> file.toString().endsWith(".java")).toList()));
      if (!task.call()) {
        throw new IllegalStateException(sources + " does not compile");
      }
    }
  }

  /** Returns what starts it; the class path is what the tool's users have. */
  List<String> command(Path database, List<String> options) {
    List<String> path = new ArrayList<>();
    for (String entry : PATH.split(File.pathSeparator, -1)) {
      if (tool.needs(entry)) {
        path.add(entry);
      }
    }
    path.add(classes.toString());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            String.join(File.pathSeparator, path),
            sources.getFileName() + ".Main",
            "jdbc:sqlite:" + database,
            sources.toString()));
    return command;
  }

  @Override
  public String toString() {
    return tool + ", " + count + (count == 1 ? " revision" : " revisions");
  }
}
