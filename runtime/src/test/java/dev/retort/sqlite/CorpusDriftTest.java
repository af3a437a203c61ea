package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.retort.Corpora;
import dev.retort.Migrator;
import dev.retort.op.Migration;
import dev.retort.run.CheckReport;
import dev.retort.schema.Drift;
import dev.retort.sql.SqlScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Real schemas, made by a revision or there before it, do not differ from what it says. */
class CorpusDriftTest {

  @TestFactory
  Stream<DynamicTest> realSchemasHaveNoDrift() throws IOException {
    try (Stream<Path> files = Files.list(Corpora.folder().resolve("schemas"))) {
      return files.sorted().toList().stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString(), () -> noDrift(Files.readString(file))));
    }
  }

  private static void noDrift(String script) throws SQLException {
    List<String> statements = new ArrayList<>(SqlScript.statements(script));
    statements.removeIf(each -> SqlScript.firstWord(each).filter("PRAGMA"::equals).isPresent());
    statements.removeIf(each -> SqlScript.transactionStatement(each).isPresent());
    if (script.contains(
        "vid INTEGER REFERENCES blob")) { // of another file, which a revision would not name
      statements.add("CREATE TABLE blob (rid INTEGER PRIMARY KEY)");
    }
    Migration revision = op -> op.execute(String.join(";\n", statements));
    try (TestDatabase run = TestDatabase.inMemory();
        TestDatabase stamped = TestDatabase.inMemory("PRAGMA foreign_keys = OFF")) {
      run.upgrade(revision);
      requireNone(run.migrator(revision).check(), script);
      for (String each : statements) {
        stamped.execute(each);
      }
      Migrator migrator = stamped.migrator(revision);
      migrator.stamp("r1");
      requireNone(migrator.check(), "");
    }
  }

  /** What is made only where there is none is doubtful, and no different either. */
  private static void requireNone(CheckReport report, String script) {
    Drift drift = report.drift();
    assertWithMessage(report.text()).that(report.isClean()).isTrue();
    assertWithMessage(report.text()).that(drift.doubtful()).isEmpty();
    assertWithMessage(report.text()).that(drift.unspoken()).isEmpty();
    if (!script.contains("VIRTUAL")) {
      assertWithMessage(report.text()).that(drift.unchecked()).isEmpty();
    }
  }
}
