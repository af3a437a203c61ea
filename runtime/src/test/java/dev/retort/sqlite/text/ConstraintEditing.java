package dev.retort.sqlite.text;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.retort.schema.Name;
import dev.retort.sql.Expressions;
import dev.retort.sqlite.text.ConstraintText.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Adds and drops the constraints of one text. */
final class ConstraintEditing {
  private static final Name LABEL = Name.of("a 'new\" one");
  private static final String PREFIX = "CONSTRAINT " + LABEL.sql() + ' ';

  private final Original original;
  private final TableText table;

  ConstraintEditing(Original original) {
    this.original = original;
    this.table = original.table();
  }

  void addTo(ColumnText column) throws SQLException {
    String name = column.name().sql();
    String check = PREFIX + "CHECK (" + name + " IS NOT 7)";
    Optional<Facts> checked = add(check);
    checked.ifPresent(it -> assertWithMessage(check).that(it).isEqualTo(original.facts()));
    unique(column);
    foreignKey(column);
    TableText back = table.addConstraint(check).dropCheck("((" + name + " is  not /**/ 7))");
    assertWithMessage(original.message(back)).that(back.sql()).isEqualTo(original.sql());
  }

  private void unique(ColumnText column) throws SQLException {
    String definition = PREFIX + "UNIQUE(" + column.name().sql() + ")";
    Optional<Facts> after = add(definition);
    if (after.isPresent()) {
      String message = original.message(table.addConstraint(definition));
      assertWithMessage(message).that(after.get().columns()).isEqualTo(original.facts().columns());
      assertWithMessage(message)
          .that(after.get().foreignKeys())
          .isEqualTo(original.facts().foreignKeys());
      Facts.Column fact = original.fact(column);
      // The key of a table without rowids has its origin told apart.
      assertWithMessage(message)
          .that(
              after.get().indexes().stream()
                  .map(it -> it.replace("1pk|", "1u|").replace(" 1", " 0").toUpperCase(Locale.ROOT))
                  .toList())
          .contains(
              ("1u|" + column.name().text() + ' ' + fact.collation() + " 0")
                  .toUpperCase(Locale.ROOT));
    }
  }

  private void foreignKey(ColumnText column) throws SQLException {
    String definition =
        PREFIX
            + "FOREIGN KEY("
            + column.name().sql()
            + ") REFERENCES other(x) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED";
    Optional<Facts> after = add(definition);
    if (after.isPresent()) {
      String message = original.message(table.addConstraint(definition));
      assertWithMessage(message).that(after.get().columns()).isEqualTo(original.facts().columns());
      List<Map<String, String>> keys = after.get().foreignKeys();
      assertWithMessage(message).that(keys).hasSize(original.facts().foreignKeys().size() + 1);
      assertWithMessage(message)
          .that(keys.get(0))
          .containsExactly(
              "id",
              "0",
              "seq",
              "0",
              "table",
              "other",
              "from",
              column.name().text(),
              "to",
              "x",
              "on_update",
              "NO ACTION",
              "on_delete",
              "SET NULL",
              "match",
              "NONE");
      assertWithMessage(message)
          .that(keys.subList(1, keys.size()).stream().map(it -> it.get("table")).toList())
          .isEqualTo(original.facts().foreignKeys().stream().map(it -> it.get("table")).toList());
    }
  }

  private Optional<Facts> add(String definition) throws SQLException {
    TableText added = table.addConstraint(definition);
    List<String> pieces = new ArrayList<>(Difference.pieces(definition));
    pieces.add(",");
    original.assertPut(added, pieces);
    TableText back = added.dropConstraint(LABEL);
    assertWithMessage(original.message(added)).that(back.sql()).isEqualTo(original.sql());
    return original.load(added);
  }

  void dropExisting() throws SQLException {
    for (ConstraintText clause : Reading.clauses(table).toList()) {
      if (clause.name().isPresent()) {
        drop(it -> it.dropConstraint(clause.name().get()), it -> it.named(clause.name().get()));
      }
      switch (clause.kind()) {
        case PRIMARY_KEY ->
            drop(TableText::dropPrimaryKey, it -> it.kind() == Kind.PRIMARY_KEY)
                .ifPresent(
                    after ->
                        assertWithMessage(original.sql())
                            .that(after.columns().values().stream().mapToInt(it -> it.key()).sum())
                            .isEqualTo(0));
        case UNIQUE ->
            drop(
                    it -> it.dropUnique(clause.columns()),
                    it -> it.kind() == Kind.UNIQUE && it.columns().equals(clause.columns()))
                .ifPresent(this::sameColumns);
        case FOREIGN_KEY ->
            drop(
                    it -> it.dropForeignKey(clause.columns()),
                    it -> it.kind() == Kind.FOREIGN_KEY && it.columns().equals(clause.columns()))
                .ifPresent(this::sameColumns);
        case CHECK ->
            drop(
                    it -> it.dropCheck('(' + clause.expression() + "\n)"),
                    it -> it.kind() == Kind.CHECK && sameCheck(it, clause))
                .ifPresent(
                    after ->
                        assertWithMessage(original.sql()).that(after).isEqualTo(original.facts()));
        default -> {}
      }
    }
  }

  private static boolean sameCheck(ConstraintText check, ConstraintText other) {
    return Expressions.same(check.expression(), other.expression());
  }

  private void sameColumns(Facts after) {
    assertWithMessage(original.sql()).that(after.columns()).isEqualTo(original.facts().columns());
  }

  private Optional<Facts> drop(UnaryOperator<TableText> edit, Predicate<ConstraintText> gone)
      throws SQLException {
    TableText dropped;
    try {
      dropped = edit.apply(table);
    } catch (UnreadableText stray) {
      assertWithMessage(original.sql())
          .that(stray)
          .hasMessageThat()
          .containsMatch("another foreign key|would belong to the type");
      return Optional.empty();
    }
    original.assertTaken(dropped, pieces(gone));
    assertWithMessage(original.message(dropped))
        .that(Reading.clauses(dropped).filter(gone).count())
        .isEqualTo(0);
    Optional<Facts> after = original.load(dropped);
    if (after.isPresent()) {
      assertWithMessage(original.message(dropped))
          .that(List.copyOf(after.get().columns().keySet()))
          .isEqualTo(List.copyOf(original.facts().columns().keySet()));
      assertWithMessage(original.message(dropped))
          .that(after.get().foreignKeys().size())
          .isEqualTo(
              Reading.clauses(table)
                  .filter(it -> it.kind() == Kind.FOREIGN_KEY && !gone.test(it))
                  .mapToInt(it -> it.columns().size())
                  .sum());
    }
    return after;
  }

  /** The pieces of all clauses that go, and of the deferrals that are about them. */
  private List<String> pieces(Predicate<ConstraintText> gone) {
    Set<ConstraintText> going = new LinkedHashSet<>();
    for (ColumnText column : table.columns()) {
      boolean deferred = false;
      for (ConstraintText clause : column.constraints()) {
        deferred = clause.kind() == Kind.FOREIGN_KEY ? gone.test(clause) : deferred;
        if (gone.test(clause) || (deferred && clause.kind() == Kind.DEFERRABLE)) {
          going.addAll(Original.labelled(column.constraints(), clause));
        }
      }
    }
    for (List<ConstraintText> together : runs()) {
      for (ConstraintText clause : together) {
        if (gone.test(clause)) {
          going.addAll(Original.labelled(together, clause));
        }
      }
    }
    return going.stream().flatMap(it -> Difference.pieces(it.sql()).stream()).toList();
  }

  /** The constraints of the table, cut where commas are. */
  private List<List<ConstraintText>> runs() {
    List<List<ConstraintText>> runs = new ArrayList<>();
    List<ConstraintText> run = new ArrayList<>();
    for (int at = 0; at < table.constraints().size(); at++) {
      run.add(table.constraints().get(at));
      if (original.parts().items().get(table.columns().size() + at).comma().isPresent()) {
        runs.add(run);
        run = new ArrayList<>();
      }
    }
    runs.add(run);
    return runs;
  }

  void autoincrement() throws SQLException {
    if (Reading.clauses(table).noneMatch(it -> it.kind() == Kind.PRIMARY_KEY)) {
      return;
    }
    boolean there = original.facts().autoincrement();
    TableText on = table.autoincrement();
    original.assertPut(on, there ? List.of() : List.of("AUTOINCREMENT"));
    Optional<Facts> after = original.load(on);
    if (after.isPresent()) {
      assertWithMessage(original.message(on)).that(after.get().autoincrement()).isTrue();
      assertWithMessage(original.message(on))
          .that(after.get().columns())
          .isEqualTo(original.facts().columns());
    }
    TableText off = table.dropAutoincrement();
    Difference difference = Difference.of(original.sql(), off.sql());
    assertWithMessage(original.message(off)).that(difference.put()).isEmpty();
    assertWithMessage(original.message(off)).that(difference.blanks()).isEmpty();
    assertWithMessage(original.message(off))
        .that(difference.taken().stream().map(it -> it.toUpperCase(Locale.ROOT)).toList())
        .isEqualTo(there ? List.of("AUTOINCREMENT") : List.of());
    TableText back = on.dropAutoincrement();
    Optional<Facts> without = original.load(back);
    assertWithMessage(original.message(back)).that(without).isPresent();
    assertWithMessage(original.message(back)).that(without.get().autoincrement()).isFalse();
    if (!there) {
      assertWithMessage(original.message(back)).that(back.sql()).isEqualTo(original.sql());
    }
  }
}
