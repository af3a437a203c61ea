package dev.retort.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folders of sources that must not compile, with the errors that are marked in them. */
final class BadSources {
  static final Path FOLDER = root().resolve("processor/src/test/resources/bad");

  private BadSources() {}

  static Path root() {
    return Path.of(System.getProperty("retort.root", ""));
  }

  /** Returns the names of the folders, which are codes. */
  static List<String> codes() {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static List<Path> files(String code) {
    try (Stream<Path> files = Files.walk(FOLDER.resolve(code))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Returns the marked errors, as {@code Pets.java:12: [Code] message}. */
  static List<String> errors(String code) {
    return marked(code, "// ERROR: ");
  }

  /** Returns the marked warnings, as {@code Pets.java:12: [Code] message}. */
  static List<String> warnings(String code) {
    return marked(code, "// WARNING: ");
  }

  private static List<String> marked(String code, String comment) {
    List<String> marked = new ArrayList<>();
    for (Path file : files(code)) {
      List<String> lines = lines(file);
      for (int number = 1; number <= lines.size(); number++) {
        String line = lines.get(number - 1);
        int mark = line.indexOf(comment);
        if (mark >= 0) {
          String message = line.substring(mark + comment.length());
          marked.add(file.getFileName() + ":" + number + ": " + message);
        }
      }
    }
    return marked;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
