package dev.retort.sqlite.text;

import dev.retort.schema.Name;
import dev.retort.sqlite.text.ConstraintText.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says of each foreign key of a column whether a {@code DEFERRABLE} further on is about it: SQLite
 * gives that to the last foreign key before it, even to one of another column.
 */
final class Deferrals {
  private Deferrals() {}

  /** Returns the columns, each foreign key with the last that is said about it. */
  static List<TableParts.Column> applied(List<TableParts.Column> columns) {
    List<List<ConstraintText>> clauses = new ArrayList<>();
    columns.forEach(column -> clauses.add(new ArrayList<>(column.text().constraints())));
    Optional<Spot> last = Optional.empty();
    for (List<ConstraintText> own : clauses) {
      for (int at = 0; at < own.size(); at++) {
        ConstraintText clause = own.get(at);
        if (clause.kind() == Kind.FOREIGN_KEY) {
          last = Optional.of(new Spot(own, at));
        } else if (clause.kind() == Kind.DEFERRABLE) {
          last.ifPresent(spot -> spot.defer(clause.foreignKey().orElseThrow()));
        }
      }
    }
    List<TableParts.Column> applied = new ArrayList<>();
    for (int column = 0; column < clauses.size(); column++) {
      applied.add(columns.get(column).with(clauses.get(column)));
    }
    return List.copyOf(applied);
  }

  /** Refuses an edit by which a {@code DEFERRABLE} would come to be about another foreign key. */
  static void requireKept(TableParts before, Stream<ConstraintText> added, TableParts after) {
    Set<Key> known = keys(Stream.concat(Drops.all(before), added));
    if (!known.containsAll(keys(Drops.all(after)))) {
      throw new UnreadableText(
          before.sql(), "a DEFERRABLE in it would be about another foreign key");
    }
  }

  private static Set<Key> keys(Stream<ConstraintText> clauses) {
    return clauses
        .filter(clause -> clause.kind() == Kind.FOREIGN_KEY)
        .map(clause -> new Key(clause.columns(), clause.foreignKey().orElseThrow()))
        .collect(Collectors.toSet());
  }

  private record Key(List<Name> columns, ForeignKeyText parent) {}

  private record Spot(List<ConstraintText> clauses, int at) {
    void defer(ForeignKeyText said) {
      ConstraintText key = clauses.get(at);
      ForeignKeyText parent = key.foreignKey().orElseThrow();
      clauses.set(
          at, key.withForeignKey(parent.deferred(said.deferrable(), said.initiallyDeferred())));
    }
  }
}
