package dev.retort.sqlite.text;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.retort.schema.Name;
import dev.retort.sqlite.text.ConstraintText.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Asserts that a text is read as SQLite reads it. */
final class Reading {
  private Reading() {}

  static void check(String sql, Facts facts) {
    TableText table = TableText.read(sql);
    assertWithMessage(sql).that(table.sql()).isEqualTo(sql);
    assertWithMessage(sql)
        .that(table.columns().stream().map(column -> column.name().text()).toList())
        .containsExactlyElementsIn(facts.columns().keySet())
        .inOrder();
    assertWithMessage(sql).that(table.isStrict()).isEqualTo(facts.strict());
    assertWithMessage(sql).that(table.isWithoutRowid()).isEqualTo(facts.withoutRowid());
    assertWithMessage(sql)
        .that(clauses(table).anyMatch(ConstraintText::autoincrement))
        .isEqualTo(facts.autoincrement());
    List<Name> key = key(table);
    for (ColumnText column : table.columns()) {
      column(sql, column, facts.columns().get(column.name().text()), key, facts);
    }
    assertWithMessage(sql).that(foreignKeys(table)).isEqualTo(facts.foreignKeys());
  }

  private static void column(
      String sql, ColumnText column, Facts.Column fact, List<Name> key, Facts facts) {
    String message = column.sql() + " in " + sql;
    assertWithMessage(message).that(column.type()).isEqualTo(fact.type());
    int place = key.indexOf(column.name()) + 1;
    assertWithMessage(message).that(place).isEqualTo(fact.key());
    assertWithMessage(message)
        .that(column.notNull() || (place > 0 && keyIsNotNull(column, key, facts)))
        .isEqualTo(fact.notNull());
    assertWithMessage(message)
        .that(column.last(Kind.DEFAULT).map(ConstraintText::expression))
        .isEqualTo(fact.defaultSql());
    int hidden = column.generatedAs().isEmpty() ? 0 : column.stored() ? 3 : 2;
    assertWithMessage(message).that(hidden).isEqualTo(fact.hidden());
    assertWithMessage(message)
        .that(column.collation().orElse("BINARY").toUpperCase(Locale.ROOT))
        .isEqualTo(fact.collation().toUpperCase(Locale.ROOT));
  }

  // A key is not null in a table without rowids, and in a strict table unless it is the rowid.
  private static boolean keyIsNotNull(ColumnText column, List<Name> key, Facts facts) {
    boolean descending =
        column.last(Kind.PRIMARY_KEY).filter(ConstraintText::descending).isPresent();
    boolean rowid = key.size() == 1 && column.type().equals("INTEGER") && !descending;
    return facts.withoutRowid() || (facts.strict() && !rowid);
  }

  static Stream<ConstraintText> clauses(TableText table) {
    return Stream.concat(
        table.columns().stream().flatMap(column -> column.constraints().stream()),
        table.constraints().stream());
  }

  private static List<Name> key(TableText table) {
    List<Name> key = new ArrayList<>();
    clauses(table)
        .filter(clause -> clause.kind() == Kind.PRIMARY_KEY)
        .forEach(clause -> key.addAll(clause.columns()));
    return table.isWithoutRowid() ? key.stream().distinct().toList() : key;
  }

  // SQLite lists the last one first.
  private static List<Map<String, String>> foreignKeys(TableText table) {
    List<List<Map<String, String>>> keys = new ArrayList<>();
    clauses(table)
        .filter(clause -> clause.kind() == Kind.FOREIGN_KEY)
        .forEach(clause -> keys.add(0, foreignKey(table, clause)));
    List<Map<String, String>> rows = new ArrayList<>();
    for (int id = 0; id < keys.size(); id++) {
      for (Map<String, String> row : keys.get(id)) {
        row.put("id", String.valueOf(id));
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<Map<String, String>> foreignKey(TableText table, ConstraintText clause) {
    ForeignKeyText key = clause.foreignKey().orElseThrow();
    List<Map<String, String>> rows = new ArrayList<>();
    for (int seq = 0; seq < clause.columns().size(); seq++) {
      Map<String, String> row = new TreeMap<>();
      row.put("seq", String.valueOf(seq));
      row.put("table", key.table().text());
      row.put("from", table.column(clause.columns().get(seq)).orElseThrow().name().text());
      if (!key.columns().isEmpty()) {
        row.put("to", key.columns().get(seq).text());
      }
      row.put("on_update", key.onUpdate());
      row.put("on_delete", key.onDelete());
      row.put("match", "NONE");
      rows.add(row);
    }
    return rows;
  }
}
