package dev.retort.sqlite.differential;

import dev.retort.RegisteredRevision;
import dev.retort.RevisionRegistry;
import dev.retort.op.Migration;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Random revisions, each on top of the one before: a database of raw SQL, then one change of its
 * table after the other.
 */
record History(List<Migration> revisions, String words) {

  static History of(long seed) throws SQLException {
    Trial trial = new Trial(seed);
    List<Migration> revisions = new ArrayList<>();
    List<String> statements = new ArrayList<>(trial.scenario().script());
    statements.removeIf(sql -> sql.toUpperCase(Locale.ROOT).startsWith("PRAGMA"));
    int half = statements.size() / 2;
    revisions.add(executing(statements.subList(0, half)));
    revisions.add(executing(statements.subList(half, statements.size())));
    for (Change change : trial.changes()) {
      revisions.add(op -> op.alterTable(trial.scenario().table().name(), change.asked()));
    }
    return new History(revisions, trial.describe());
  }

  private static Migration executing(List<String> statements) {
    List<String> copy = List.copyOf(statements);
    return op -> copy.forEach(op::execute);
  }

  RevisionRegistry registry() {
    List<RegisteredRevision> registered = new ArrayList<>();
    for (int at = 0; at < revisions.size(); at++) {
      Migration revision = revisions.get(at);
      registered.add(
          RegisteredRevision.of(
                  "r" + (at + 1), at == 0 ? List.of() : List.of("r" + at), () -> revision)
              .message("it's \"revision\"; /* " + at + " */ -- ü\n"));
    }
    return RevisionRegistry.of(registered.toArray(RegisteredRevision[]::new));
  }
}
