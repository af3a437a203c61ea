package dev.retort.sqlite.text;

import dev.retort.sqlite.text.ConstraintText.Kind;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Drops clauses wherever they are, in a column or among the constraints of the table. */
final class Drops {
  private Drops() {}

  static Stream<ConstraintText> all(TableParts parts) {
    return Stream.concat(
        parts.columns().stream().flatMap(column -> column.text().constraints().stream()),
        parts.constraints().stream());
  }

  /** Drops one clause after the other until none is wanted. */
  static TableParts drop(TableParts before, Predicate<ConstraintText> wanted) {
    TableParts parts = before;
    Optional<ConstraintText> next = all(parts).filter(wanted).findFirst();
    while (next.isPresent()) {
      parts = TableReader.read(one(parts, next.get()));
      next = all(parts).filter(wanted).findFirst();
    }
    Deferrals.requireKept(before, Stream.empty(), parts);
    return parts;
  }

  private static String one(TableParts parts, ConstraintText clause) {
    int index = parts.constraints().indexOf(clause);
    if (index >= 0) {
      return ofTable(parts, index);
    }
    TableParts.Column column =
        parts.columns().stream()
            .filter(it -> it.text().constraints().contains(clause))
            .findFirst()
            .orElseThrow();
    return new ClauseEdits(parts).without(column, clause);
  }

  // A name right before the clause, with no comma between, would go to the next one: it goes first,
  // while it is still known to have no clause.
  private static String ofTable(TableParts parts, int index) {
    int item = parts.columns().size() + index;
    boolean labelled =
        index > 0
            && parts.constraints().get(index).kind() != Kind.LABEL
            && parts.constraints().get(index - 1).kind() == Kind.LABEL
            && parts.items().get(item - 1).comma().isEmpty();
    return labelled
        ? ofTable(TableReader.read(new ItemPlaces(parts).remove(item - 1)), index - 1)
        : new ItemPlaces(parts).remove(item);
  }
}
