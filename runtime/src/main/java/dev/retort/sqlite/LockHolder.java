package dev.retort.sqlite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the process that has a lock on a database file. SQLite does not tell; Linux does, in {@code
 * /proc/locks} (see https://man7.org/linux/man-pages/man5/proc_locks.5.html), by the number of the
 * file. With a write-ahead log the locks are on the file of shared memory beside it.
 */
final class LockHolder {
  private static final Path LOCKS = Path.of("/proc/locks");

  private LockHolder() {}

  /**
   * Returns who has a lock on the file.
   *
   * @param file the database
   * @return for example {@code process 4711 (java)}; empty where the system does not tell
   */
  static Optional<String> of(Path file) {
    if (!Files.isReadable(LOCKS)) {
      return Optional.empty();
    }
    try {
      List<Long> files = new ArrayList<>();
      number(file).ifPresent(files::add);
      number(Path.of(file + "-shm")).ifPresent(files::add);
      return words(
          Files.readAllLines(LOCKS, StandardCharsets.US_ASCII).stream()
              .map(line -> line.strip().split("\\s+"))
              .filter(words -> isLockOn(words, files))
              .sorted((one, other) -> other[3].compareTo(one[3])) // WRITE before READ
              .map(words -> Long.parseLong(words[4]))
              .toList());
    } catch (IOException | NumberFormatException unknown) { // it is a help, and no more than that
      return Optional.empty();
    }
  }

  /** A line is {@code 1: POSIX ADVISORY WRITE 4711 08:02:1234 1073741825 1073741825}. */
  private static boolean isLockOn(String[] words, List<Long> files) {
    if (words.length < 6 || !words[0].endsWith(":") || words[1].equals("->")) {
      return false;
    }
    String number = words[5].substring(words[5].lastIndexOf(':') + 1);
    return files.contains(Long.parseLong(number));
  }

  private static Optional<Long> number(Path file) throws IOException {
    return Files.exists(file)
        ? Optional.of(((Number) Files.getAttribute(file, "unix:ino")).longValue())
        : Optional.empty();
  }

  /** Another process first; one of another container has the number 0, which tells nothing. */
  private static Optional<String> words(List<Long> processes) {
    long own = ProcessHandle.current().pid();
    Optional<Long> other = processes.stream().filter(each -> each > 0 && each != own).findFirst();
    if (other.isPresent()) {
      return Optional.of(words(other.get()));
    }
    return processes.isEmpty() || processes.stream().anyMatch(each -> each != own)
        ? Optional.empty()
        : Optional.of("another connection of this process");
  }

  private static String words(long process) {
    String program =
        ProcessHandle.of(process)
            .flatMap(handle -> handle.info().command())
            .map(command -> " (" + Path.of(command).getFileName() + ")")
            .orElse("");
    return "process " + process + program;
  }
}
