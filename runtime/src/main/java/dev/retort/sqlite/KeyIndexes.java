package dev.retort.sqlite;

import dev.retort.plan.Statement;
import dev.retort.plan.Step;
import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The indexes of a table's UNIQUE constraints and primary key, when the constraints change: which
 * of them stay, under which name, which are built and which go.
 *
 * <p>SQLite gives them numbers in the order of the constraints in the text. A wrong number is a
 * corrupt database, so that the names are those that SQLite gave when it was run with the text; see
 * {@link Layout}.
 */
final class KeyIndexes {
  private final Name table;
  private final Map<String, String> kept = new LinkedHashMap<>();
  private final Map<String, Layout.Key> built = new LinkedHashMap<>();
  private final Optional<Layout.Key> clustered;
  private final List<Layout.Key> dropped = new ArrayList<>();

  KeyIndexes(Name table, Layout before, Layout after) {
    this.table = table;
    List<Layout.Key> old = new ArrayList<>(before.keys());
    for (Layout.Key wanted : after.keys()) {
      List<Layout.Key> same =
          old.stream().filter(each -> each.terms().equals(wanted.terms())).toList();
      if (same.isEmpty()) {
        built.put(wanted.index(), wanted);
      } else {
        kept.put(same.get(0).index(), wanted.index());
        old.remove(same.get(0));
      }
    }
    dropped.addAll(old);
    clustered = after.clustered();
  }

  /** Returns the new ones. */
  List<Layout.Key> built() {
    return List.copyOf(built.values());
  }

  /** Returns the steps that build new ones, under names of ours. */
  List<Step> build(SchemaCopy copy, Violations violations) throws SQLException {
    List<Step> steps = new ArrayList<>();
    for (Layout.Key key : built.values()) {
      Statement statement =
          Statement.schema(
                  "CREATE UNIQUE INDEX main."
                      + Name.found(fresh(key.index())).sql()
                      + " ON "
                      + table.sql()
                      + " ("
                      + String.join(", ", key.terms().stream().map(Layout.Term::sql).toList())
                      + ")",
                  "build the index of the new key of " + table)
              .explainedBy(violations.duplicates(key.terms()));
      copy.play(statement.sql());
      steps.add(statement);
    }
    return steps;
  }

  private static String fresh(String index) {
    return "retort_built_" + index;
  }

  private static String aside(String index) {
    return "retort_kept_" + index;
  }

  private static String gone(String index) {
    return "retort_gone_" + index;
  }

  /** Gives all of them the names and texts that go with the new text of the table. */
  void rename(CatalogEdit edit, Name anyColumn) {
    Map<String, String> moved = new LinkedHashMap<>(kept);
    moved.entrySet().removeIf(each -> each.getKey().equals(each.getValue()));
    for (Layout.Key key : dropped) {
      String index = key.index();
      String name = Name.found(gone(index)).sql();
      edit.index(
          index,
          gone(index),
          Literal.of("CREATE INDEX " + name + " ON " + table.sql() + "(" + anyColumn.sql() + ")")
              .sql());
    }
    moved.keySet().forEach(index -> edit.index(index, aside(index), "NULL"));
    moved.forEach((was, is) -> edit.index(aside(was), is, "NULL"));
    built.keySet().forEach(index -> edit.index(fresh(index), index, "NULL"));
  }

  /** Returns the steps that drop those that go, once they are plain indexes. */
  List<Step> drop(SchemaCopy copy) throws SQLException {
    List<Step> steps = new ArrayList<>();
    for (Layout.Key key : dropped) {
      Statement statement =
          Statement.schema(
              "DROP INDEX main." + Name.found(gone(key.index())).sql(),
              "drop the index of the key that " + table + " no longer has");
      copy.play(statement.sql());
      steps.add(statement);
    }
    return steps;
  }

  /** Returns the steps that let statistics follow the names, also to a key of another collation. */
  List<Step> statistics(SchemaCopy copy) throws SQLException {
    Map<String, String> names = new LinkedHashMap<>(kept);
    List<String> gone = new ArrayList<>();
    List<Layout.Key> fresh = new ArrayList<>(built.values());
    // ANALYZE calls a key that rows are stored by like its table.
    clustered.ifPresent(key -> fresh.add(new Layout.Key(table.text(), key.terms(), key.making())));
    for (Layout.Key old : dropped) {
      Optional<Layout.Key> same =
          fresh.stream().filter(each -> each.columns().equals(old.columns())).findFirst();
      same.ifPresentOrElse(
          each -> names.put(old.index(), each.index()), () -> gone.add(old.index()));
    }
    return Statistics.indexesRenamed(copy, table, names, gone);
  }
}
