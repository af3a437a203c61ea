package dev.retort.sqlite.text;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.retort.schema.Name;
import dev.retort.sqlite.text.ConstraintText.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Adds, drops and changes the columns of one text. */
final class ColumnEditing {
  private static final Name NEW = Name.of("new \"col");
  private static final List<String> TYPES =
      List.of("BLOB", "Double  PRECISION", "\"my type\"", "xy (1)");
  private static final List<String> VALUES =
      List.of("(1 + 1)", "'it''s'", "-5", "CURRENT_TIMESTAMP", "x'00'");

  private final Original original;
  private final TableText table;

  ColumnEditing(Original original) {
    this.original = original;
    this.table = original.table();
  }

  void addColumns() throws SQLException {
    String definition = NEW.sql() + " TEXT DEFAULT 'x'";
    List<ColumnText> columns = table.columns();
    Name first = columns.get(0).name();
    Name middle = columns.get(columns.size() / 2).name();
    List<ColumnPlace> places =
        List.of(
            ColumnPlace.FIRST,
            ColumnPlace.LAST,
            ColumnPlace.before(first),
            ColumnPlace.after(first),
            ColumnPlace.before(middle));
    for (ColumnPlace place : places) {
      TableText added = table.addColumn(definition, place);
      List<String> pieces = new ArrayList<>(Difference.pieces(definition));
      pieces.add(",");
      original.assertPut(added, pieces);
      Optional<Facts> after = original.load(added);
      if (after.isPresent()) {
        assertWithMessage(original.message(added))
            .that(after.get().columns().keySet())
            .containsExactlyElementsIn(names(place))
            .inOrder();
        original.sameButFor(added, after.get(), NEW.text());
        original.sameKeys(added, after.get());
      }
      TableText back = added.dropColumn(NEW);
      assertWithMessage(original.message(back))
          .that(Difference.pieces(back.sql()))
          .isEqualTo(Difference.pieces(original.sql()));
    }
  }

  /** The names of the columns when the new one is in its place. */
  private List<String> names(ColumnPlace place) {
    List<String> names = new ArrayList<>(original.facts().columns().keySet());
    int last = place.side() == ColumnPlace.Side.BEFORE ? 0 : names.size();
    int index =
        place
            .neighbour()
            .map(it -> names.indexOf(table.column(it).orElseThrow().name().text()))
            .map(at -> place.side() == ColumnPlace.Side.BEFORE ? at : at + 1)
            .orElse(last);
    names.add(index, NEW.text());
    return names;
  }

  void check(ColumnText column) throws SQLException {
    drop(column);
    unlessTypeGrows(() -> types(column));
    unlessTypeGrows(() -> nullness(column));
    unlessTypeGrows(() -> defaults(column));
    unlessTypeGrows(() -> collation(column));
  }

  private void drop(ColumnText column) throws SQLException {
    if (table.columns().size() == 1) {
      return;
    }
    TableText dropped;
    try {
      dropped = table.dropColumn(column.name());
    } catch (UnreadableText stray) {
      assertWithMessage(original.sql())
          .that(stray)
          .hasMessageThat()
          .contains("a DEFERRABLE in it would be about another foreign key");
      return;
    }
    original.assertTaken(dropped, Difference.pieces(column.sql()));
    Optional<Facts> after = original.load(dropped);
    Optional<Facts> bySqlite = original.nativeDrop(column);
    if (bySqlite.isPresent()) {
      assertWithMessage(original.message(dropped)).that(after).isEqualTo(bySqlite);
    }
    if (after.isPresent()) {
      Map<String, Facts.Column> expected = new LinkedHashMap<>(original.facts().columns());
      expected.remove(column.name().text());
      assertWithMessage(original.message(dropped))
          .that(List.copyOf(after.get().columns().keySet()))
          .isEqualTo(List.copyOf(expected.keySet()));
      if (original.fact(column).key() == 0) {
        assertWithMessage(original.message(dropped))
            .that(after.get().columns())
            .isEqualTo(expected);
      }
    }
  }

  private interface Edits {
    void run() throws SQLException;
  }

  /** SQLite takes a comment right before GENERATED ALWAYS into the type: refused, not done. */
  private void unlessTypeGrows(Edits edits) throws SQLException {
    try {
      edits.run();
    } catch (UnreadableText refused) {
      assertWithMessage(original.sql())
          .that(refused)
          .hasMessageThat()
          .contains("would belong to the type");
    }
  }

  private void types(ColumnText column) throws SQLException {
    String written = original.parts().column(column.name()).orElseThrow().type().of(original.sql());
    for (String type : List.of(original.next(TYPES), "")) {
      TableText changed = table.type(column.name(), type);
      original.assertChanged(changed, Difference.pieces(written), Difference.pieces(type));
      Optional<Facts> after = original.load(changed);
      if (after.isPresent()) {
        assertWithMessage(original.message(changed))
            .that(after.get().column(column).type())
            .isEqualTo(type.replace("\"", ""));
        original.sameButFor(changed, after.get(), column.name().text());
      }
      assertWithMessage(original.message(changed))
          .that(Difference.pieces(changed.type(column.name(), "").sql()))
          .isEqualTo(Difference.pieces(table.type(column.name(), "").sql()));
    }
  }

  private void nullness(ColumnText column) throws SQLException {
    TableText not = table.notNull(column.name());
    boolean plain = column.last(Kind.NULL).isPresent();
    original.assertPut(not, Difference.pieces(column.notNull() ? "" : plain ? "NOT" : "NOT NULL"));
    expect(not, column, fact -> fact.withNotNull(true));
    assertWithMessage(original.message(not))
        .that(not.notNull(column.name()).sql())
        .isEqualTo(not.sql());
    TableText nullable = table.nullable(column.name());
    original.assertTaken(nullable, Original.clauses(column, Kind.NOT_NULL));
    boolean implied = original.fact(column).key() > 0 && original.fact(column).notNull();
    if (!implied) {
      expect(nullable, column, fact -> fact.withNotNull(false));
    }
    if (!column.notNull() && !plain) {
      same(not.nullable(column.name()));
    }
  }

  private void defaults(ColumnText column) throws SQLException {
    String value = original.next(VALUES);
    TableText set = table.defaultTo(column.name(), value);
    replaced(set, column, Kind.DEFAULT, "DEFAULT", value);
    String shown = value.equals("(1 + 1)") ? "1 + 1" : value;
    expect(set, column, fact -> fact.withDefault(Optional.of(shown)));
    assertWithMessage(original.message(set))
        .that(set.column(column.name()).orElseThrow().defaultSql())
        .hasValue(value);
    if (column.defaultSql().isEmpty()) {
      same(set.dropDefault(column.name()));
    }
    TableText dropped = table.dropDefault(column.name());
    original.assertTaken(dropped, Original.clauses(column, Kind.DEFAULT));
    expect(dropped, column, fact -> fact.withDefault(Optional.empty()));
  }

  private void collation(ColumnText column) throws SQLException {
    TableText set = table.collate(column.name(), "rtrim");
    replaced(set, column, Kind.COLLATE, "COLLATE", "rtrim");
    expect(set, column, fact -> fact.withCollation("rtrim"));
    if (column.collation().isEmpty()) {
      same(set.dropCollate(column.name()));
    }
    TableText dropped = table.dropCollate(column.name());
    original.assertTaken(dropped, Original.clauses(column, Kind.COLLATE));
    expect(dropped, column, fact -> fact.withCollation("BINARY"));
  }

  /** Asserts that the last clause of the kind has another value, or that there is one now. */
  private void replaced(TableText set, ColumnText column, Kind kind, String keyword, String value) {
    List<String> before =
        column
            .last(kind)
            .map(it -> Difference.pieces(Clauses.after(it, keyword).of(it.sql())))
            .orElse(List.of());
    String put = column.last(kind).isPresent() ? value : keyword + ' ' + value;
    original.assertChanged(set, before, Difference.pieces(put));
  }

  private void same(TableText back) {
    assertWithMessage(original.message(back)).that(back.sql()).isEqualTo(original.sql());
  }

  private void expect(TableText edited, ColumnText column, UnaryOperator<Facts.Column> change)
      throws SQLException {
    Optional<Facts> after = original.load(edited);
    if (after.isPresent()) {
      assertWithMessage(original.message(edited))
          .that(after.get().column(column))
          .isEqualTo(change.apply(original.fact(column)));
      original.sameButFor(edited, after.get(), column.name().text());
      original.sameKeys(edited, after.get());
    }
  }
}
