package dev.retort.processor.agreement;

import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.check;
import static dev.retort.schema.Ddl.dropColumn;
import static dev.retort.schema.Ddl.dropUnique;
import static dev.retort.schema.Ddl.index;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.renameColumn;
import static dev.retort.schema.Ddl.row;
import static dev.retort.schema.Ddl.text;
import static dev.retort.schema.Ddl.unique;
import static dev.retort.schema.Ddl.varchar;

import dev.retort.op.Op;
import dev.retort.processor.agreement.Line.Template;
import dev.retort.schema.ColumnType;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The kinds of calls that histories are made of. The roles say what each name is: {@code T} a table
 * that should be there and {@code t} a new one, {@code C} and {@code c} its columns, {@code I} and
 * {@code i} indexes, {@code V} and {@code v} views, {@code G} and {@code g} triggers.
 */
final class Templates {
  private Templates() {}

  private static Template of(
      String kind, String roles, String source, BiConsumer<Op, List<String>> code) {
    Function<List<String>, String> text = names -> String.format(source, names.toArray());
    return new Template(kind, roles, text, code);
  }

  static final List<Template> ALL =
      List.of(
          of(
              "createTable",
              "tcc",
              "op.createTable(\"%s\", bigint(\"id\").primaryKey(), text(\"%s\").notNull(), integer(\"%s\"));",
              (op, n) ->
                  op.createTable(
                      n.get(0),
                      bigint("id").primaryKey(),
                      text(n.get(1)).notNull(),
                      integer(n.get(2)))),
          of(
              "createTableWithKey",
              "tcTc",
              "op.createTable(\"%1$s\", bigint(\"id\").primaryKey(), bigint(\"%2$s\").references(\"%3$s\", \"id\"), varchar(\"%4$s\", 40).unique());",
              (op, n) ->
                  op.createTable(
                      n.get(0),
                      bigint("id").primaryKey(),
                      bigint(n.get(1)).references(n.get(2), "id"),
                      varchar(n.get(3), 40).unique())),
          of("dropTable", "T", "op.dropTable(\"%s\");", (op, n) -> op.dropTable(n.get(0))),
          of(
              "renameTable",
              "Tt",
              "op.renameTable(\"%s\", \"%s\");",
              (op, n) -> op.renameTable(n.get(0), n.get(1))),
          of(
              "addColumn",
              "Tc",
              "op.alterTable(\"%s\", add(text(\"%s\")));",
              (op, n) -> op.alterTable(n.get(0), add(text(n.get(1))))),
          of(
              "addNotNull",
              "Tc",
              "op.alterTable(\"%s\", add(integer(\"%s\").notNull().defaultValue(0)));",
              (op, n) -> op.alterTable(n.get(0), add(integer(n.get(1)).notNull().defaultValue(0)))),
          of(
              "dropColumn",
              "TC",
              "op.alterTable(\"%s\", dropColumn(\"%s\"));",
              (op, n) -> op.alterTable(n.get(0), dropColumn(n.get(1)))),
          of(
              "renameColumn",
              "TCc",
              "op.alterTable(\"%s\", renameColumn(\"%s\", \"%s\"));",
              (op, n) -> op.alterTable(n.get(0), renameColumn(n.get(1), n.get(2)))),
          of(
              "alterType",
              "TC",
              "op.alterTable(\"%s\", alterColumn(\"%s\").type(ColumnType.text()));",
              (op, n) -> op.alterTable(n.get(0), alterColumn(n.get(1)).type(ColumnType.text()))),
          of(
              "addUniqueAndCheck",
              "TCC",
              "op.alterTable(\"%1$s\", add(unique(\"%2$s\").named(\"uq_%1$s\")), add(check(\"%3$s IS NOT 7\").named(\"ck_%1$s\")));",
              (op, n) ->
                  op.alterTable(
                      n.get(0),
                      add(unique(n.get(1)).named("uq_" + n.get(0))),
                      add(check(n.get(2) + " IS NOT 7").named("ck_" + n.get(0))))),
          of(
              "dropUnique",
              "TC",
              "op.alterTable(\"%s\", dropUnique(\"%s\"));",
              (op, n) -> op.alterTable(n.get(0), dropUnique(n.get(1)))),
          of(
              "createIndex",
              "iTC",
              "op.createIndex(index(\"%s\").on(\"%s\", \"%s\"));",
              (op, n) -> op.createIndex(index(n.get(0)).on(n.get(1), n.get(2)))),
          of("dropIndex", "I", "op.dropIndex(\"%s\");", (op, n) -> op.dropIndex(n.get(0))),
          of(
              "createView",
              "vCT",
              "op.createView(\"%1$s\", \"SELECT id, %2$s FROM %3$s\");",
              (op, n) -> op.createView(n.get(0), "SELECT id, " + n.get(1) + " FROM " + n.get(2))),
          of("dropView", "V", "op.dropView(\"%s\");", (op, n) -> op.dropView(n.get(0))),
          of(
              "createTrigger",
              "gT",
              "op.createTrigger(\"CREATE TRIGGER %s AFTER INSERT ON %s BEGIN SELECT 1; END\");",
              (op, n) ->
                  op.createTrigger(
                      "CREATE TRIGGER "
                          + n.get(0)
                          + " AFTER INSERT ON "
                          + n.get(1)
                          + " BEGIN SELECT 1; END")),
          of("dropTrigger", "G", "op.dropTrigger(\"%s\");", (op, n) -> op.dropTrigger(n.get(0))),
          of(
              "insert",
              "T",
              "op.insert(\"%s\", row(bigint(\"id\").is(1L)));",
              (op, n) -> op.insert(n.get(0), row(bigint("id").is(1L)))),
          of(
              "rawCreate",
              "tc",
              "op.execute(\"CREATE TABLE %s (id INTEGER PRIMARY KEY, %s TEXT)\");",
              (op, n) ->
                  op.execute(
                      "CREATE TABLE "
                          + n.get(0)
                          + " (id INTEGER PRIMARY KEY, "
                          + n.get(1)
                          + " TEXT)")),
          of(
              "rawAdd",
              "Tc",
              "op.execute(\"ALTER TABLE %s ADD COLUMN %s INTEGER\");",
              (op, n) ->
                  op.execute("ALTER TABLE " + n.get(0) + " ADD COLUMN " + n.get(1) + " INTEGER")),
          of(
              "rawDrop",
              "T",
              "op.execute(\"DROP TABLE %s\");",
              (op, n) -> op.execute("DROP TABLE " + n.get(0))),
          of(
              "rawUpdate",
              "T",
              "op.execute(\"DELETE FROM %s WHERE id < 0\");",
              (op, n) -> op.execute("DELETE FROM " + n.get(0) + " WHERE id < 0")));

  /** What the sources import. */
  static final String IMPORTS =
      """
      import static dev.retort.schema.Ddl.*;

      import dev.retort.annotation.Revision;
      import dev.retort.op.Migration;
      import dev.retort.op.Op;
      import dev.retort.schema.ColumnType;
      """;
}
