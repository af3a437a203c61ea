package dev.retort.processor.agreement;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.retort.Migrator;
import dev.retort.error.MigrationException;
import dev.retort.processor.RevisionProcessor;
import dev.retort.schema.Name;
import dev.retort.schema.Schema;
import dev.retort.schema.SchemaObject;
import dev.retort.schema.Table;
import dev.retort.schema.View;
import dev.retort.sqlite.SqliteInspection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/**
 * The compiler agrees with the runtime: what runs on an empty database compiles without a word, and
 * what fails there is an error in its revision.
 *
 * <p>{@code -Dretort.histories=5000} makes more, {@code -Dretort.seed=7} others.
 */
class AgreementTest {
  private static final int HISTORIES = Integer.getInteger("retort.histories", 100);
  private static final long SEED = Long.getLong("retort.seed", 20_261_120L);
  private static final int REVISIONS = 6;

  private static final List<String> TABLES = List.of("users", "orders", "items", "notes", "tags");
  private static final List<String> COLUMNS =
      List.of("name", "age", "total", "state", "created", "owner");

  @Test
  void whatRunsIsSilentAndWhatFailsIsSaid() throws SQLException {
    Map<String, Integer> counts = new TreeMap<>();
    List<String> misses = new ArrayList<>();
    for (int at = 0; at < HISTORIES; at++) {
      long seed = SEED + at;
      Random random = new Random(seed);
      History history = valid(random);
      assertSilent(seed, history);
      counts.merge("silent histories", 1, Integer::sum);
      Mutation mutation = Mutation.of(history, random);
      Optional<Integer> failed = failed(mutation.history());
      if (failed.isEmpty()) {
        assertSilent(seed, mutation.history());
        counts.merge(mutation.kind() + " runs, silent", 1, Integer::sum);
      } else if (isSaid(mutation.history(), failed.get())) {
        counts.merge(mutation.kind() + " fails, said", 1, Integer::sum);
      } else {
        counts.merge(mutation.kind() + " fails, not said", 1, Integer::sum);
        misses.add("-Dretort.seed=" + seed + "\n" + mutation + "\n" + why(mutation.history()));
      }
    }
    counts.forEach((what, count) -> System.out.println(count + " " + what));
    misses.stream().limit(20).forEach(System.out::println);
    int said =
        counts.entrySet().stream()
            .filter(each -> each.getKey().endsWith("fails, said"))
            .mapToInt(Map.Entry::getValue)
            .sum();
    assertThat(said).isGreaterThan(HISTORIES / 4);
    assertThat(said * 100.0 / (said + misses.size())).isAtLeast(85.0);
  }

  /** Makes a history that runs, revision by revision. */
  private static History valid(Random random) throws SQLException {
    History history = new History(List.of());
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      for (int tries = 0; tries < 200 && history.revisions().size() < REVISIONS; tries++) {
        List<Line> revision = new ArrayList<>();
        Schema schema = SqliteInspection.inspect(connection);
        int count = 1 + random.nextInt(3);
        for (int line = 0; line < count; line++) {
          revision.add(line(random, schema));
        }
        History longer = history.with(revision);
        if (runs(longer, connection)) {
          history = longer;
        }
      }
    }
    return history;
  }

  private static boolean runs(History history, Connection connection) {
    try {
      Migrator.builder(history.registry()).connection(connection).build().upgrade();
      return true;
    } catch (MigrationException | IllegalArgumentException refused) {
      return false;
    }
  }

  private static Line line(Random random, Schema schema) {
    Line.Template template = Templates.ALL.get(random.nextInt(Templates.ALL.size()));
    List<String> names = new ArrayList<>();
    Optional<Table> table = pick(random, schema.all(Table.class));
    for (char role : template.roles().toCharArray()) {
      names.add(
          switch (role) {
            case 'T' -> table.map(found -> found.name().text()).orElse(any(random, TABLES));
            case 't' -> any(random, TABLES);
            case 'C' ->
                table
                    .flatMap(found -> pick(random, found.columnNames()))
                    .map(Name::text)
                    .orElse(any(random, COLUMNS));
            case 'c' -> any(random, COLUMNS);
            case 'I' -> name(random, schema, dev.retort.schema.Index.class, "ix");
            case 'i' -> "ix" + random.nextInt(6);
            case 'V' -> name(random, schema, View.class, "v");
            case 'v' -> "v" + random.nextInt(4);
            case 'G' ->
                pick(random, List.copyOf(schema.triggers().keySet()))
                    .map(Name::text)
                    .orElse("tr" + random.nextInt(4));
            default -> "tr" + random.nextInt(4);
          });
    }
    return new Line(template, names);
  }

  private static String name(
      Random random, Schema schema, Class<? extends SchemaObject> kind, String prefix) {
    return pick(random, schema.all(kind))
        .map(object -> object.name().text())
        .orElse(prefix + random.nextInt(4));
  }

  private static <T> Optional<T> pick(Random random, List<T> all) {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
  }

  private static String any(Random random, List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  /** Returns the revision that fails on an empty database, if one does. */
  private static Optional<Integer> failed(History history) throws SQLException {
    for (int count = 1; count <= history.revisions().size(); count++) {
      if (why(new History(history.revisions().subList(0, count))).isPresent()) {
        return Optional.of(count - 1);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> why(History history) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      Migrator.builder(history.registry()).connection(connection).build().upgrade();
      return Optional.empty();
    } catch (MigrationException | IllegalArgumentException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
  }

  private static Compilation compile(History history) {
    return Compiler.javac()
        .withProcessors(new RevisionProcessor())
        .compile(JavaFileObjects.forSourceString("history.History", history.source()));
  }

  private static void assertSilent(long seed, History history) {
    List<String> said =
        compile(history).diagnostics().stream()
            .filter(each -> each.getKind() != Diagnostic.Kind.NOTE)
            .map(Object::toString)
            .toList();
    assertWithMessage("-Dretort.seed=%s -Dretort.histories=1\n%s", seed, history.source())
        .that(said)
        .isEmpty();
  }

  private static boolean isSaid(History history, int revision) {
    for (Diagnostic<? extends JavaFileObject> error : compile(history).errors()) {
      if (history.revisionAt(error.getLineNumber()) == revision) {
        return true;
      }
    }
    return false;
  }
}
