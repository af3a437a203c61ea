package dev.retort.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** One module of sources in a folder of its own, as a build tool would compile it. */
final class Javac {
  private final Path folder;
  private final List<String> options = new ArrayList<>();
  private final List<Processor> processors = new ArrayList<>(List.of(new RevisionProcessor()));

  Javac(Path folder) {
    this.folder = folder;
    options("-Xlint:all,-processing", "-Werror", "--release", "17");
  }

  /** Returns the class path that has the annotations and the runtime. */
  static String retort() {
    return Stream.of("annotations", "runtime")
        .map(module -> BadSources.root().resolve(module + "/target/classes").toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  Path classes() {
    return folder.resolve("classes");
  }

  String generated(String name) {
    try {
      return Files.readString(folder.resolve("generated").resolve(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  boolean hasGenerated(String name) {
    return Files.exists(folder.resolve("generated").resolve(name));
  }

  Javac options(String... more) {
    options.addAll(Arrays.asList(more));
    return this;
  }

  Javac only(Processor processor) {
    processors.clear();
    processors.add(processor);
    return this;
  }

  Javac before(Processor processor) {
    processors.add(0, processor);
    return this;
  }

  Javac classpath(Path... more) {
    String entries =
        Stream.concat(Stream.of(retort()), Arrays.stream(more).map(Path::toString))
            .collect(Collectors.joining(File.pathSeparator));
    return options("-classpath", entries);
  }

  Javac source(String name, String text) {
    Path file = folder.resolve("src").resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return this;
  }

  /** Adds a class with an empty upgrade: {@code "public class First"}. */
  Javac revision(String name, String annotation, String declaration) {
    int end = name.lastIndexOf('/');
    String home = end < 0 ? "" : "package " + name.substring(0, end).replace('/', '.') + ";\n";
    return source(
        name,
        home
            + "@dev.retort.annotation.Revision("
            + annotation
            + ")\n"
            + declaration
            + " implements dev.retort.op.Migration {\n"
            + "  @Override public void upgrade(dev.retort.op.Op op) {}\n"
            + "}\n");
  }

  /** Compiles, and returns every error and warning as {@code First.java:2:7: text}. */
  List<String> compile() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    StringWriter output = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
      Files.createDirectories(classes());
      Files.createDirectories(folder.resolve("generated"));
      List<String> all = new ArrayList<>(options);
      all.addAll(List.of("-d", classes().toString(), "-s", folder + "/generated"));
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              output, files, diagnostics, all, null, files.getJavaFileObjectsFromPaths(sources()));
      task.setProcessors(processors);
      boolean success = task.call();
      List<String> texts =
          new ArrayList<>(diagnostics.getDiagnostics().stream().map(Javac::text).toList());
      if (!output.toString().isEmpty() || (texts.isEmpty() && !success)) {
        texts.add(output.toString());
      }
      return texts;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static String text(Diagnostic<? extends JavaFileObject> one) {
    if (one.getSource() == null) {
      return one.getMessage(Locale.ROOT);
    }
    String path = one.getSource().getName();
    return path.substring(path.lastIndexOf('/') + 1)
        + ":"
        + one.getLineNumber()
        + ":"
        + one.getColumnNumber()
        + ": "
        + one.getMessage(Locale.ROOT);
  }

  /** Runs a class and returns what it prints. */
  static String run(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      int status = process.waitFor();
      return status == 0 ? output.strip() : "exit " + status + ": " + output;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interruption);
    }
  }
}
