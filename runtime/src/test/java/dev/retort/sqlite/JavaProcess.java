package dev.retort.sqlite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A process of its own that runs the main method of a class of these tests. */
final class JavaProcess {
  private final Process process;
  private final BufferedReader lines;

  private JavaProcess(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static JavaProcess start(Path temporary, Class<?> main, String... arguments) throws IOException {
    return startBy(List.of(), temporary, main, arguments);
  }

  /** Starts it by another program, for example one that limits what it may write. */
  static JavaProcess startBy(
      List<String> starter, Path temporary, Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(starter);
    Collections.addAll(
        command,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-Xshare:auto",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Djava.io.tmpdir=" + temporary,
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        main.getName());
    Collections.addAll(command, arguments);
    return new JavaProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  Process process() {
    return process;
  }

  /** Returns the next line that it says; empty when it says no more. */
  Optional<String> line() throws IOException {
    String line = lines.readLine();
    while (line != null && line.startsWith("SLF4J")) {
      line = lines.readLine();
    }
    return Optional.ofNullable(line);
  }

  /** Returns all that it still says, once it has ended. */
  String output() throws IOException, InterruptedException {
    List<String> said = new ArrayList<>();
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      said.add(line.get());
    }
    process.waitFor();
    return String.join("\n", said);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
