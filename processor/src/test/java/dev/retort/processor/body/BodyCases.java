package dev.retort.processor.body;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The bodies in {@code src/test/resources/bodies}, with what is to be read of each.
 *
 * <p>A case is a title behind {@code ===}, the body of an upgrade, and then sections: {@code ---
 * members} has more of the class, {@code --- file Seeds.java} another file of its package, {@code
 * --- class ...} the declaration of the class, {@code --- steps} what is read.
 */
final class BodyCases {
  private static final Path FOLDER =
      Path.of(System.getProperty("retort.root", ""), "processor/src/test/resources/bodies");
  private static final String IMPORTS =
      """
      import static dev.retort.schema.Ddl.*;
      import dev.retort.annotation.Revision;
      import dev.retort.op.*;
      import dev.retort.schema.*;
      import java.math.BigDecimal;
      import java.time.*;
      import java.util.*;
      import java.util.function.*;
      import java.util.stream.*;
      """;

  private BodyCases() {}

  /** One body. */
  record BodyCase(String title, int number, Map<String, String> sections) {
    String home() {
      return "c" + number;
    }

    List<String> steps() {
      return sections.get("steps").lines().filter(line -> !line.isBlank()).toList();
    }

    Map<String, String> sources() {
      Map<String, String> sources = new LinkedHashMap<>();
      String declaration =
          sections.getOrDefault("class", "public class First implements Migration");
      sources.put(
          home() + "/First.java",
          "package "
              + home()
              + ";\n"
              + IMPORTS
              + "@SuppressWarnings(\"all\")\n"
              + "@Revision(id = \"r"
              + number
              + "\")\n"
              + declaration
              + " {\n"
              + "@Override public void upgrade(Op op) {\n"
              + sections.get("body")
              + "}\n"
              + sections.getOrDefault("members", "")
              + "}\n");
      sections.forEach(
          (name, text) -> {
            if (name.startsWith("file ")) {
              sources.put(
                  home() + "/" + name.substring(5), "package " + home() + ";\n" + IMPORTS + text);
            }
          });
      return sources;
    }
  }

  static List<String> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static List<BodyCase> of(String file) {
    List<BodyCase> cases = new ArrayList<>();
    String text;
    try {
      text = Files.readString(FOLDER.resolve(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    for (String each : text.split("(?m)^=== ", -1)) {
      if (!each.isBlank()) {
        cases.add(parse(each, cases.size() + 1));
      }
    }
    return cases;
  }

  private static BodyCase parse(String text, int number) {
    List<String> lines = text.lines().toList();
    Map<String, List<String>> sections = new LinkedHashMap<>();
    String section = "body";
    sections.put(section, new ArrayList<>());
    for (String line : lines.subList(1, lines.size())) {
      if (line.startsWith("--- class ")) {
        sections.put("class", List.of(line.substring(10)));
      } else if (line.startsWith("--- ")) {
        section = line.substring(4);
        sections.put(section, new ArrayList<>());
      } else {
        sections.get(section).add(line);
      }
    }
    return new BodyCase(
        lines.get(0),
        number,
        sections.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry ->
                        entry.getKey().equals("class")
                            ? entry.getValue().get(0)
                            : String.join("\n", entry.getValue()) + "\n")));
  }
}
