package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.Migrator;
import dev.retort.error.MigrationException;
import dev.retort.run.RebuildMode;
import dev.retort.schema.Name;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every table of every real database goes through nine changes, and nothing else changes.
 *
 * <p>A change of all tables of a database is one revision, on a fresh copy; one that has to be
 * refused is tried by itself.
 */
class CorpusChangesTest {
  private static final Pattern STRATEGY =
      Pattern.compile(": (nothing to do|in place|native|text edit|rebuild)\\b");

  /** SQLite expands all views for each rename: nested ones, in proj.sql, for one to two seconds. */
  private static final int SLOW_TO_RENAME = 80;

  @TempDir Path folder;

  private final List<String> violations = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  @Test
  void eachOfNineChangesLeavesEverythingElseIdentical() throws IOException, SQLException {
    for (CorpusDatabase source : CorpusDatabase.all(folder)) {
      try (TestDatabase original = source.copy("")) {
        Snapshot before = original.snapshot();
        for (SingleChange kind : SingleChange.values()) {
          change(source, original, before, kind);
        }
      }
    }
    counts.forEach((what, number) -> System.out.printf("%-60s %5d%n", what, number));
    assertWithMessage(violations.size() + " violations").that(violations).isEmpty();
    assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isAtLeast(4000);
  }

  private void change(
      CorpusDatabase source, TestDatabase original, Snapshot before, SingleChange kind)
      throws SQLException {
    List<SingleChange.Case> made = new ArrayList<>();
    for (ListedTable table : ListedTable.all(original)) {
      SingleChange.Case given = kind.of(table).orElse(null);
      if (given == null) {
        count(kind, "no column suits", 2);
      } else if (given.isForbidden(original)) {
        refuse(source, before, given);
        count(kind, "refused for the rows", 2);
      } else if (kind != SingleChange.COLUMN_RENAMED) {
        made.add(given);
      } else if (!made.isEmpty() && table.others().size() > SLOW_TO_RENAME) {
        count(kind, "left out, since SQLite needs seconds for it", 2);
      } else if (canBeRenamed(source, given)) {
        made.add(given);
      } else {
        renameAllTheSame(source, before, given);
      }
    }
    if (!made.isEmpty()) {
      make(source, kind, made, before);
    }
  }

  /** Whether SQLite can rename a column: views that it can read may stop it all the same. */
  private static boolean canBeRenamed(CorpusDatabase source, SingleChange.Case given)
      throws SQLException {
    try (TestDatabase copy = source.copy(renaming(given))) {
      return copy.connection().isValid(0);
    } catch (SQLException refused) {
      assertThat(String.valueOf(refused.getMessage())).contains("error in ");
      return false;
    }
  }

  private static String renaming(SingleChange.Case given) {
    return "ALTER TABLE main."
        + given.table().quoted()
        + " RENAME COLUMN "
        + given.column().quoted()
        + " TO "
        + Name.of(given.words()).sql()
        + ";";
  }

  private void refuse(CorpusDatabase source, Snapshot before, SingleChange.Case given)
      throws SQLException {
    for (RebuildMode mode : RebuildMode.values()) {
      try (TestDatabase copy = source.copy("")) {
        Migrator migrator = migrator(copy, mode, List.of(given));
        assertThrows(MigrationException.class, migrator::upgrade, source + " " + given.change());
        before.differences(copy.snapshot()).forEach(each -> note(source, "refused, but " + each));
      }
    }
  }

  /** A view that SQLite cannot read while it renames is no hindrance unless it would break. */
  private void renameAllTheSame(CorpusDatabase source, Snapshot before, SingleChange.Case given)
      throws SQLException {
    for (RebuildMode mode : RebuildMode.values()) {
      try (TestDatabase copy = source.copy("")) {
        String told = "renamed, though SQLite alone does not";
        try {
          migrator(copy, mode, List.of(given)).upgrade();
        } catch (MigrationException refused) {
          assertThat(refused).hasMessageThat().contains(" broken: no such column: ");
          before.differences(copy.snapshot()).forEach(each -> note(source, "refused, but " + each));
          told = "refused for a view on a view";
        }
        assertThat(broken(copy.snapshot())).isEqualTo(broken(before));
        count(SingleChange.COLUMN_RENAMED, told, 1);
      }
    }
  }

  private static List<String> broken(Snapshot snapshot) {
    return snapshot.facts().keySet().stream().filter(key -> key.startsWith("broken")).toList();
  }

  private void make(
      CorpusDatabase source, SingleChange kind, List<SingleChange.Case> cases, Snapshot original)
      throws SQLException {
    StringBuilder setup = new StringBuilder();
    cases.forEach(given -> setup.append(given.setup()));
    Snapshot before = original;
    if (!setup.isEmpty()) {
      try (TestDatabase copy = source.copy(setup.toString())) {
        before = copy.snapshot();
      }
    }
    List<Snapshot> after = new ArrayList<>();
    for (RebuildMode mode : RebuildMode.values()) {
      try (TestDatabase copy = source.copy(setup.toString())) {
        for (String choice : migrator(copy, mode, cases).upgrade().revisions().get(0).choices()) {
          count(kind, mode + ": " + strategy(choice), 1);
        }
        after.add(copy.snapshot());
      } catch (MigrationException refused) {
        note(source, kind + " " + mode + ": " + refused.getMessage());
        return;
      }
    }
    // The index of a new key comes behind all others when it is built by itself.
    after.get(0).differences(after.get(1)).stream()
        .filter(each -> kind != SingleChange.UNIQUE_ADDED || !each.startsWith("order "))
        .forEach(each -> note(source, kind + ", modes: " + each));
    violations(source, kind, cases, before, after.get(0))
        .forEach(each -> note(source, kind + ": " + each));
  }

  private static Migrator migrator(
      TestDatabase database, RebuildMode mode, List<SingleChange.Case> cases) {
    return Migrator.builder(
            TestDatabase.registry(
                op -> cases.forEach(each -> op.alterTable(each.table().name(), each.change()))))
        .connection(database.connection())
        .rebuild(mode)
        .build();
  }

  private static List<String> violations(
      CorpusDatabase source,
      SingleChange kind,
      List<SingleChange.Case> cases,
      Snapshot before,
      Snapshot after)
      throws SQLException {
    if (kind != SingleChange.COLUMN_RENAMED) {
      return ChangeExpectation.violations(
          cases.stream().map(given -> new ChangeExpectation(kind, given)).toList(), before, after);
    }
    StringBuilder script = new StringBuilder();
    cases.forEach(given -> script.append(renaming(given)));
    try (TestDatabase truth = source.copy(script.toString())) {
      return unquoted(truth.snapshot()).differences(unquoted(after));
    }
  }

  /** SQLite writes quotes as it likes. */
  private static Snapshot unquoted(Snapshot snapshot) {
    SortedMap<String, String> facts = new TreeMap<>(snapshot.facts());
    facts.replaceAll(
        (key, fact) -> key.startsWith("text") ? fact.replaceAll("[\"'`\\[\\]]", "") : fact);
    return new Snapshot(facts);
  }

  private static String strategy(String choice) {
    Matcher found = STRATEGY.matcher(choice);
    assertWithMessage(choice).that(found.find()).isTrue();
    return found.group(1);
  }

  private void note(CorpusDatabase source, String violation) {
    violations.add(source.name() + " " + violation);
  }

  private void count(SingleChange kind, String what, int more) {
    counts.merge(kind + " " + what, more, Integer::sum);
  }
}
