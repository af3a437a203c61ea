package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.bool;
import static dev.retort.schema.Ddl.index;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.text;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.retort.error.RevisionFailedException;
import dev.retort.op.Op;
import dev.retort.run.MigrationListener;
import dev.retort.run.MigrationReport;
import dev.retort.run.RunningStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrators on several databases, each in a thread, do not know of each other. */
class ParallelDatabasesTest {
  private static final int THREADS = 8;
  private static final int DATABASES = 50;

  /** One registry for all: what a body asks for depends on the database by its argument only. */
  private static final RevisionRegistry REGISTRY =
      RevisionRegistry.of(
          RegisteredRevision.of(
              "create",
              List.of(),
              () ->
                  op -> {
                    op.createTable(table(op), bigint("id").primaryKey(), text("name"));
                    op.run(
                        "fill " + table(op),
                        connection -> {
                          try (Statement statement = connection.createStatement()) {
                            statement.executeUpdate(
                                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                                    + " WHERE i < 20 + %1$s) INSERT INTO t%1$s SELECT i, 'row '"
                                        .formatted(number(op))
                                    + " || i FROM n");
                          }
                        });
                  }),
          RegisteredRevision.of(
              "rebuild",
              List.of("create"),
              () ->
                  op -> {
                    op.alterTable(
                        table(op),
                        alterColumn("name").notNull().backfill("'-'"),
                        add(integer("number").notNull().defaultValue(number(op))));
                    op.createIndex(
                        index("ix_" + table(op)).on(table(op), "number").where("number > 0"));
                  }),
          RegisteredRevision.of(
              "last",
              List.of("rebuild"),
              () ->
                  op -> {
                    op.alterTable(table(op), add(bool("active").notNull().defaultValue(true)));
                    if (number(op) % 10 == 9) {
                      op.execute("INSERT INTO " + table(op) + " (id) VALUES (1)");
                    }
                  }));

  @TempDir Path folder;

  private static int number(Op op) {
    return Integer.parseInt(op.arg("number").orElseThrow());
  }

  private static String table(Op op) {
    return "t" + number(op);
  }

  /** Writes down what it is told, and in which thread. */
  private static final class Witness implements MigrationListener {
    private final List<String> events = new ArrayList<>();
    private final List<String> threads = new ArrayList<>();
    private final Runnable meeting;

    /**
     * Makes a witness.
     *
     * @param meeting called when the first revision begins, in its run
     */
    Witness(Runnable meeting) {
      this.meeting = meeting;
    }

    private void tell(String event) {
      events.add(event);
      threads.add(Thread.currentThread().getName());
    }

    @Override
    public void runStarted(MigrationReport.Direction direction, int revisions) {
      tell("run " + direction + " of " + revisions);
    }

    @Override
    public void revisionStarted(String id, String message) {
      if (events.size() == 1) {
        meeting.run();
      }
      tell("revision " + id);
    }

    @Override
    public void statementStarted(RunningStatement statement) {
      tell("statement " + statement);
    }

    @Override
    public void revisionFinished(MigrationReport.RevisionReport report) {
      tell("done " + report.id() + " " + report.statements() + " " + report.choices());
    }

    @Override
    public void runFinished(MigrationReport report) {
      tell("ran " + report.before() + " to " + report.after());
    }
  }

  /** What happened to one database. */
  private record Story(List<String> events, List<String> rows, List<String> schema) {}

  private Story story(Path in, int number, Runnable meeting) throws IOException, SQLException {
    App app = new App(Files.createDirectories(in.resolve("db" + number)));
    Witness witness = new Witness(meeting);
    Migrator migrator =
        Migrator.builder(REGISTRY)
            .url(app.url() + "?synchronous=OFF") // the disk would take most of the time
            .arg("number", Integer.toString(number))
            .historyTable(number % 2 == 0 ? "retort_history" : "history_of_" + number)
            .listener(witness)
            .build();
    try {
      migrator.upgrade();
      migrator.downgrade("create");
      migrator.upgrade();
      witness.tell("current " + migrator.current() + " pending " + migrator.pending());
    } catch (RevisionFailedException failed) {
      witness.tell("failed " + failed.getMessage());
      migrator.upgrade("rebuild");
    }
    String here = Thread.currentThread().getName();
    assertThat(witness.threads.stream().distinct().toList()).containsExactly(here);
    return new Story(
        List.copyOf(witness.events),
        app.query("SELECT id || name || number FROM t" + number + " ORDER BY id"),
        app.query("SELECT name || coalesce(sql, '') FROM sqlite_schema"));
  }

  @Test
  void whatHappensToADatabaseIsTheSameAsWhenItIsAlone() throws Exception {
    List<Story> alone = new ArrayList<>();
    for (int number = 0; number < DATABASES; number++) {
      alone.add(story(folder.resolve("alone"), number, () -> {}));
    }
    List<Story> together = together();

    for (int number = 0; number < DATABASES; number++) {
      assertWithMessage("database %s", number)
          .that(together.get(number))
          .isEqualTo(alone.get(number));
      assertThat(alone.get(number).rows()).hasSize(20 + number);
      assertThat(alone.get(number).schema().toString()).contains("t" + number);
    }
    assertThat(alone.get(7).events()).contains("current [last] pending []");
    assertThat(alone.get(19).events())
        .contains(
            "failed revision \"last\" failed at statement 2 of 2 and was rolled back; the database"
                + " is at base\n"
                + "  to:  execute INSERT INTO t19 (id) VALUES (1)\n"
                + "  sql: INSERT INTO t19 (id) VALUES (1)\n"
                + "  db:  NOT NULL constraint failed: t19.name");
  }

  /** Runs all in threads; the first ones wait for each other, each within its transaction. */
  private List<Story> together() throws InterruptedException, ExecutionException {
    CountDownLatch within = new CountDownLatch(THREADS);
    Runnable meeting =
        () -> {
          within.countDown();
          try {
            if (!within.await(60, TimeUnit.SECONDS)) {
              throw new IllegalStateException("the runs did not meet");
            }
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
          }
        };
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Story>> running = new ArrayList<>();
      for (int at = 0; at < DATABASES; at++) {
        int number = at;
        running.add(pool.submit(() -> story(folder.resolve("together"), number, meeting)));
      }
      List<Story> stories = new ArrayList<>();
      for (Future<Story> each : running) {
        stories.add(each.get());
      }
      return stories;
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void noClassHasAStaticFieldThatCanBeSet() {
    List<String> found = new ArrayList<>();
    for (JavaClass each :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.retort")) {
      for (JavaField field : each.getFields()) {
        if (field.getModifiers().contains(JavaModifier.STATIC)
            && (!field.getModifiers().contains(JavaModifier.FINAL) || isMutable(field))) {
          found.add(field.getFullName());
        }
      }
    }
    assertThat(found).isEmpty();
  }

  /** Collections that are said to be unmodifiable are declared as their interfaces. */
  private static boolean isMutable(JavaField field) {
    String type = field.getRawType().getName();
    return type.startsWith("java.util.concurrent.")
        || List.of("java.lang.ThreadLocal", "java.util.HashMap", "java.util.ArrayList")
            .contains(type);
  }
}
