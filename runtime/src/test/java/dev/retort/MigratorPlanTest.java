package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.EditedRevisionException;
import dev.retort.error.TargetException;
import dev.retort.run.RebuildMode;
import dev.retort.run.RunPlan;
import dev.retort.run.RunPlan.RevisionPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigratorPlanTest {
  @TempDir Path folder;
  private App app;

  @BeforeEach
  void makeApp() {
    app = new App(folder);
  }

  @Test
  void aPlanSaysWhatWouldBeDoneAndHow() throws SQLException, IOException {
    Migrator migrator = app.migrator();
    migrator.upgrade("r1");
    app.execute("INSERT INTO users (name, age) VALUES ('Ann', 30), ('Bob', 40)");
    byte[] before = Files.readAllBytes(app.file());

    RunPlan plan = migrator.plan();

    assertThat(plan.revisions().stream().map(RevisionPlan::id))
        .containsExactly("r2", "r3")
        .inOrder();
    assertThat(plan.revisions().get(0).choices())
        .containsExactly(
            "add column \"active\" boolean: in the same rebuild",
            "alter column \"age\": type text: rebuild of \"users\" (2 rows, 1 index): the type of"
                + " \"age\" changes its affinity")
        .inOrder();
    assertThat(plan.revisions().get(1).choices())
        .containsExactly(
            "add column \"nick\" text: rebuild of \"users\" (2 rows, 1 index): every row gets the"
                + " value of its backfill");
    assertThat(Files.readAllBytes(app.file())).isEqualTo(before);
    List<Integer> planned =
        plan.revisions().stream().map(each -> each.statements().size()).toList();
    List<Integer> ran =
        migrator.upgrade().revisions().stream().map(each -> each.statements()).toList();
    assertThat(planned).isEqualTo(ran);
    assertThat(migrator.plan().isEmpty()).isTrue();
    assertThat(migrator.plan().text()).isEmpty();
  }

  @Test
  void aPlanIsText() {
    assertThat(app.migrator().plan("r1").text())
        .isEqualTo(
            """
            -- revision r1: users

            -- create table "users"
            CREATE TABLE "users" (
              "id" INTEGER PRIMARY KEY AUTOINCREMENT,
              "name" VARCHAR(20) NOT NULL,
              "age" INTEGER
            );

            -- create index "ix_users_age" on "users"
            CREATE INDEX main."ix_users_age" ON "users" ("age");

            """);
  }

  @Test
  void aCommentHidesNoSemicolon() {
    RevisionRegistry registry =
        RevisionRegistry.of(
            RegisteredRevision.of(
                "r1", List.of(), () -> op -> op.execute("CREATE TABLE t (a) -- that is all")));
    assertThat(Migrator.of(registry, app.url()).plan().text())
        .contains("\nCREATE TABLE t (a); -- that is all\n");
  }

  @Test
  void aDatabaseThatIsNotThereIsPlannedAndNotMade() {
    RunPlan plan = app.migrator().plan();

    assertThat(plan.revisions()).hasSize(3);
    assertThat(plan.revisions().get(1).choices().get(1))
        .isEqualTo(
            "alter column \"age\": type text: rebuild of \"users\" (1 index): the type of \"age\""
                + " changes its affinity");
    assertThat(Files.exists(app.file())).isFalse();
  }

  @Test
  void theClassicWayIsPlannedWhenItIsAskedFor() {
    Migrator.Builder builder =
        Migrator.builder(
                RevisionRegistry.of(
                    RegisteredRevision.of("r1", List.of(), () -> App.USERS),
                    RegisteredRevision.of(
                        "r2",
                        List.of("r1"),
                        () ->
                            op ->
                                op.alterTable(
                                    "users", dev.retort.schema.Ddl.alterColumn("age").notNull()))))
            .url(app.url());

    assertThat(builder.build().plan().revisions().get(1).choices())
        .containsExactly(
            "alter column \"age\": not null: text edit: every row is looked at, and none changes");
    assertThat(builder.rebuild(RebuildMode.CLASSIC).build().plan().revisions().get(1).choices())
        .containsExactly(
            "alter column \"age\": not null: rebuild of \"users\" (1 index): the classic way"
                + " was asked for");
  }

  @Test
  void aTargetThatIsNotThereIsRefused() {
    assertThrows(TargetException.class, () -> app.migrator().plan("r9"));
    assertThat(Files.exists(app.file())).isFalse();
  }

  @Test
  void whatAnUpgradeRefusesHasNoPlan() {
    app.migrator().upgrade("r1");
    Migrator edited =
        App.of(
            app.url(),
            RegisteredRevision.of(
                "r1", List.of(), () -> op -> op.execute("CREATE TABLE users (a)")),
            RegisteredRevision.of("r2", List.of("r1"), () -> App.ACTIVE));

    String refused = assertThrows(EditedRevisionException.class, edited::upgrade).getMessage();
    assertThat(assertThrows(EditedRevisionException.class, edited::plan))
        .hasMessageThat()
        .isEqualTo(refused);
  }
}
