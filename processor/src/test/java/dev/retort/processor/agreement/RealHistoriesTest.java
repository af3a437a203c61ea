package dev.retort.processor.agreement;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.retort.Migrator;
import dev.retort.RegisteredRevision;
import dev.retort.RevisionRegistry;
import dev.retort.error.MigrationException;
import dev.retort.processor.RevisionProcessor;
import dev.retort.sql.SqlScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real histories of raw SQL, one revision for each step, run and compile without a word. */
class RealHistoriesTest {
  private static final Pattern FILE = Pattern.compile("\"upfile\": \"([^\"]+)\"");

  private static Path folder(String name) {
    String corpora = System.getProperty("corpora", "");
    assumeFalse(corpora.isBlank(), "no -Dcorpora");
    return Path.of(System.getProperty("retort.root", ""))
        .toAbsolutePath()
        .resolve(corpora)
        .resolve("histories")
        .resolve(name);
  }

  /** Returns the SQL of each step, without what the run does itself. */
  private static List<String> steps(Path folder) throws IOException {
    List<String> steps = new ArrayList<>();
    Matcher file = FILE.matcher(Files.readString(folder.resolve("order.json")));
    while (file.find()) {
      String step =
          SqlScript.statements(Files.readString(folder.resolve(file.group(1)))).stream()
              .filter(sql -> SqlScript.transactionStatement(sql).isEmpty())
              .filter(sql -> !SqlScript.firstWord(sql).orElse("").equals("PRAGMA"))
              .collect(Collectors.joining(";\n"));
      if (!step.isEmpty()) {
        steps.add(step);
      }
    }
    return steps;
  }

  /**
   * Makes revisions that run of steps: one that leaves foreign keys to a table that is gone, which
   * a later step mends, is one revision with that.
   */
  private static List<String> revisions(List<String> steps) throws SQLException {
    List<String> revisions = new ArrayList<>();
    String revision = "";
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      for (String step : steps) {
        revision = revision.isEmpty() ? step : revision + ";\n" + step;
        List<String> longer = new ArrayList<>(revisions);
        longer.add(revision);
        if (runs(longer, connection)) {
          revisions = longer;
          revision = "";
        }
      }
    }
    assertThat(revision).isEmpty();
    return revisions;
  }

  private static boolean runs(List<String> steps, Connection connection) {
    RegisteredRevision[] revisions = new RegisteredRevision[steps.size()];
    for (int at = 0; at < revisions.length; at++) {
      String sql = steps.get(at);
      List<String> down = at == 0 ? List.of() : List.of(History.id(at - 1));
      revisions[at] = RegisteredRevision.of(History.id(at), down, () -> op -> op.execute(sql));
    }
    try {
      Migrator.builder(RevisionRegistry.of(revisions)).connection(connection).build().upgrade();
      return true;
    } catch (MigrationException refused) {
      return false;
    }
  }

  private static String source(List<String> steps) {
    StringBuilder source = new StringBuilder("package history;\n\n").append(Templates.IMPORTS);
    source.append("\nclass History {\n");
    for (int at = 0; at < steps.size(); at++) {
      String down = at == 0 ? "" : ", down = \"" + History.id(at - 1) + "\"";
      source.append("  @Revision(id = \"" + History.id(at) + "\"" + down + ")\n");
      source.append("  static final class R" + at + " implements Migration {\n");
      source.append("    @Override\n    public void upgrade(Op op) {\n      op.execute(");
      source.append(literal(steps.get(at))).append(");\n    }\n  }\n");
    }
    return source.append("}\n").toString();
  }

  private static String literal(String text) {
    return '"'
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\r", "\\r")
            .replace("\n", "\\n")
            .replace("\t", "\\t")
        + '"';
  }

  @ParameterizedTest
  @ValueSource(strings = {"memos", "gitness"})
  void theyRunAndCompileWithoutAWord(String name) throws IOException, SQLException {
    List<String> revisions = revisions(steps(folder(name)));
    assertThat(revisions.size()).isGreaterThan(50);

    Compilation compilation =
        Compiler.javac()
            .withProcessors(new RevisionProcessor())
            .compile(JavaFileObjects.forSourceString("history.History", source(revisions)));

    assertWithMessage("%s", compilation.diagnostics()).that(compilation.errors()).isEmpty();
    assertThat(compilation.warnings()).isEmpty();
  }
}
