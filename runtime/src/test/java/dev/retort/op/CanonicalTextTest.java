package dev.retort.op;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.*;

import dev.retort.schema.Action;
import dev.retort.schema.ColumnType;
import dev.retort.schema.Conflict;
import dev.retort.schema.Name;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The text that fingerprints are taken of must never change for an operation that can be in a
 * history; a change here needs a new version of the fingerprint.
 */
class CanonicalTextTest {
  private static final Path GOLDEN =
      Path.of(
          System.getProperty("retort.root"),
          "runtime/src/test/resources/dev/retort/op/canonical.txt");

  @Test
  void everyOperationHasTheTextItAlwaysHad() throws IOException {
    Recording recording =
        new Recorder(DialectName.SQLITE, Map.of()).upgrade(CanonicalTextTest::everything);
    StringBuilder text = new StringBuilder();
    for (Operation operation : recording.operations()) {
      text.append(operation.accept(new CanonicalText())).append('\n');
    }
    text.append(
            new DeleteRows(Name.of("t"), List.of(row(bigint("id").is(1L))))
                .accept(new CanonicalText()))
        .append('\n');
    if ("update".equals(System.getProperty("goldens"))) {
      Files.writeString(GOLDEN, text);
    }

    assertThat(text.toString()).isEqualTo(Files.readString(GOLDEN));
  }

  private static void everything(Op op) {
    op.createTable(
        "t",
        bigint("id").primaryKey().autoincrement(),
        smallint("s"),
        integer("i").check("i > 0"),
        real("r").defaultValue(0.5),
        doublePrecision("d"),
        numeric("n", 10, 2),
        bool("b").notNull().defaultValue(false),
        text("x").collate("NOCASE").comment("a \"quoted\"\nremark\\"),
        varchar("v", 20).unique(),
        character("c", 2).defaultExpression("upper('x')"),
        blob("o"),
        date("da"),
        time("ti"),
        timestamp("ts"),
        timestampTz("tz"),
        uuid("u"),
        json("j"),
        column("m", "MONEY", String.class),
        integer("g").generatedAs("i + 1").stored(),
        integer("h").generatedAs("i + 2"),
        bigint("p")
            .references("t", "id")
            .onDelete(Action.CASCADE)
            .onUpdate(Action.SET_NULL)
            .deferrable(),
        unique("s", "i").named("uq").onConflict(Conflict.IGNORE),
        check("s < i"),
        strict());
    op.createTable("k", text("a"), text("b"), primaryKey("a", "b").named("pk"), withoutRowid());
    op.alterTable(
        "t",
        add(text("n1")).first(),
        add(text("n2")).before("n1"),
        add(text("n3").notNull()).after("n1").backfill("x"),
        add(foreignKey("a", "b").named("fk").references("k", "a", "b")),
        dropColumn("o"),
        renameColumn("x", "y"),
        alterColumn("s").type(ColumnType.numeric(5, 1)).using("s / 10.0"),
        alterColumn("y").notNull().backfill("''").defaultValue("z").collate("BINARY"),
        alterColumn("y").nullable().dropDefault().dropCollate().comment("new"),
        alterColumn("c").defaultExpression("1 + 1"),
        alterColumn("id").autoincrement(false),
        dropConstraint("uq"),
        dropPrimaryKey(),
        dropUnique("v"),
        dropForeignKey("p"),
        dropCheck("s < i"),
        strict(false),
        strict(true));
    op.renameTable("t", "t2");
    op.createIndex(
        index("ix")
            .on("t2", "y", desc("i"), collate("v", "NOCASE"), expression("a + b"))
            .unique()
            .where("i > 0"));
    op.dropIndex("ix");
    op.createView("w", "SELECT 1");
    op.replaceView("w", "SELECT 2");
    op.dropView("w");
    op.createTrigger("CREATE TRIGGER tr AFTER INSERT ON t2 BEGIN SELECT 1; END");
    op.replaceTrigger("CREATE TRIGGER tr AFTER INSERT ON t2 BEGIN SELECT 2; END");
    op.dropTrigger("tr");
    op.createVirtualTable("f", "fts5", "y", "content='t2'");
    op.insert(
        "t2", row(bigint("id").is(1L), text("y").isNull()), row(blob("o").is(new byte[] {1})));
    op.execute("UPDATE t2 SET y = ''");
    op.execute(DialectName.POSTGRESQL, "ANALYZE");
    op.run("count", connection -> {});
    op.dropTable("t2");
  }
}
