package dev.retort.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a whole process took, from its start to its end.
 *
 * @param wall milliseconds that passed
 * @param cpu milliseconds of all its threads on a processor, to 10 ms; 0 where Linux does not say
 */
record WholeProcess(double wall, double cpu) {
  private static final Path STAT = Path.of("/proc/self/stat");

  /** Runs a command to its end, which must be a good one. */
  static WholeProcess run(List<String> command, Path log) throws IOException, InterruptedException {
    double before = cpuOfChildren();
    long started = System.nanoTime();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    builder.environment().put("LIQUIBASE_ANALYTICS_ENABLED", "false");
    builder.environment().put("REDGATE_DISABLE_TELEMETRY", "true");
    int exit = builder.start().waitFor();
    double wall = (System.nanoTime() - started) / 1e6;
    if (exit != 0) {
      throw new IllegalStateException(
          String.join(" ", command) + " ended with " + exit + ":\n" + Files.readString(log));
    }
    return new WholeProcess(wall, cpuOfChildren() - before);
  }

  /** Reads the times of the children that have ended; see proc(5). A tick is 10 ms. */
  private static double cpuOfChildren() throws IOException {
    if (!Files.isReadable(STAT)) {
      return 0;
    }
    String line = Files.readString(STAT);
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * 10.0;
  }
}
