package dev.retort.adopt;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.adopt.AdoptedFile.named;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.column;
import static dev.retort.schema.Ddl.foreignKey;
import static dev.retort.schema.Ddl.index;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.text;
import static dev.retort.schema.Ddl.unique;
import static dev.retort.schema.Ddl.varchar;

import dev.retort.Migrator;
import dev.retort.RegisteredRevision;
import dev.retort.error.AdoptionException.Obstacle;
import dev.retort.run.MigrationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that Alembic has made. */
class AlembicAdoptionTest {
  private static final String DDL =
      "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
          + " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))";

  private static final RegisteredRevision ACCOUNT =
      RegisteredRevision.of(
          "create-account",
          List.of(),
          () ->
              op -> {
                op.createTable(
                    "account",
                    bigint("id").primaryKey(),
                    varchar("name", 50).notNull(),
                    varchar("description", 200));
                op.createIndex(index("ix_account_name").on("account", "name"));
              });

  private static final RegisteredRevision SINCE =
      RegisteredRevision.of(
          "add-since",
          List.of("create-account"),
          () ->
              op ->
                  op.alterTable(
                      "account",
                      add(integer("since").notNull().defaultValue(0)),
                      add(unique("name").named("uq_account_name"))));

  private static final RegisteredRevision ORDERS =
      RegisteredRevision.of(
              "create-orders",
              List.of("create-account"),
              () ->
                  op ->
                      op.createTable(
                          "orders",
                          bigint("id").primaryKey(),
                          column("account_id", "INTEGER", Integer.class).notNull(),
                          foreignKey("account_id").references("account", "id")))
          .labels("orders");

  private static final RegisteredRevision DESCRIBED =
      RegisteredRevision.of(
          "require-description",
          List.of("add-since"),
          () ->
              op ->
                  op.alterTable(
                      "account",
                      alterColumn("description").notNull().backfill("'none'"),
                      add(text("email"))));

  private static final Map<String, String> MAPPING =
      Map.of(
          "1975ea83b712", "create-account",
          "ae1027a6acf3", "add-since",
          "3512b954651e", "create-orders");

  @TempDir Path folder;

  @Test
  void aFileOfAlembicIsAdoptedUpgradedAndTakenDownAgain() throws IOException, SQLException {
    AdoptedFile file = AdoptedFile.copy(folder, "alembic.db");
    Migrator migrator = file.migrator(ACCOUNT, SINCE, DESCRIBED);
    Adoption adoption =
        Adoption.fromAlembic(Map.of("1975ea83b712", "create-account", "ae1027a6acf3", "add-since"));

    MigrationReport adopted = migrator.adopt(adoption);
    assertThat(adopted.before()).isEmpty();
    assertThat(adopted.after()).containsExactly("add-since");
    assertThat(adopted.direction()).isEqualTo(MigrationReport.Direction.STAMP);
    assertThat(file.query("SELECT id, kind FROM retort_history ORDER BY seq"))
        .containsExactly("create-account|stamp", "add-since|stamp")
        .inOrder();
    assertThat(migrator.upgrade().after()).containsExactly("require-description");
    assertThat(file.query("SELECT * FROM account ORDER BY id"))
        .containsExactly("1|ada|first|0|null", "2|Bo|none|0|null", "7|Cyd|a 'quoted' one|0|null")
        .inOrder();
    assertThat(file.query("SELECT * FROM alembic_version")).containsExactly("ae1027a6acf3");
    assertThat(file.query("PRAGMA integrity_check")).containsExactly("ok");

    // What Alembic did is undone by replaying the revisions that stand for it.
    assertThat(migrator.downgrade("create-account").after()).containsExactly("create-account");
    assertThat(file.query("SELECT * FROM account ORDER BY id"))
        .containsExactly("1|ada|first", "2|Bo|none", "7|Cyd|a 'quoted' one")
        .inOrder();
    assertThat(file.query("SELECT sql FROM sqlite_schema WHERE sql LIKE '%uq_account_name%'"))
        .isEmpty();
    file.assertLeftAlone(migrator, adoption);
    assertThat(migrator.current()).containsExactly("create-account");
  }

  @Test
  void everyHeadIsAdopted() throws IOException, SQLException {
    AdoptedFile file = AdoptedFile.copy(folder, "alembic-two-heads.db");
    Migrator migrator = file.migrator(ACCOUNT, SINCE, ORDERS);

    assertThat(migrator.adopt(Adoption.fromAlembic(MAPPING)).after())
        .containsExactly("add-since", "create-orders");
    assertThat(migrator.pending()).isEmpty();
    assertThat(migrator.downgrade("create-account").after()).containsExactly("create-account");
    assertThat(file.query("SELECT name FROM sqlite_schema WHERE type = 'table'"))
        .containsExactly("alembic_version", "account", "retort_history");
    assertThat(file.query("SELECT count(*) FROM account")).containsExactly("3");
  }

  @Test
  void aHeadThatIsNotMappedIsRefused() throws IOException {
    AdoptedFile file = AdoptedFile.copy(folder, "alembic-two-heads.db");

    assertThat(
            file.assertRefused(
                    file.migrator(ACCOUNT, SINCE),
                    Adoption.fromAlembic(
                        Map.of("1975ea83b712", "create-account", "ae1027a6acf3", "add-since")),
                    Obstacle.UNMAPPED,
                    "Alembic has brought the database to revision \"3512b954651e\" (table"
                        + " \"alembic_version\"), which is not mapped. Mapped are \"1975ea83b712\""
                        + " and \"ae1027a6acf3\". Bring the database to one of them with Alembic"
                        + " first, or map \"3512b954651e\" too.")
                .versions())
        .containsExactly("3512b954651e");
  }

  @Test
  void aSlipOfThePenInTheMappingIsNamed() throws IOException {
    AdoptedFile file = AdoptedFile.copy(folder, "alembic.db");

    assertThat(
            file.assertRefused(
                    file.chain("r1"),
                    Adoption.fromAlembic(Map.of("1975ea83b712", "r1", "ae1027a6acf", "r1")),
                    Obstacle.UNMAPPED,
                    "Alembic has brought the database to revision \"ae1027a6acf3\" (table"
                        + " \"alembic_version\"), which is not mapped. Mapped are \"1975ea83b712\""
                        + " and \"ae1027a6acf\"; the nearest is \"ae1027a6acf\". Bring the database to one of them"
                        + " with Alembic first, or map \"ae1027a6acf3\" too.")
                .tool())
        .isEqualTo("Alembic");
  }

  @Test
  void severalHeadsThatAreNotMappedAreNamedTogether() throws IOException {
    AdoptedFile file = AdoptedFile.copy(folder, "alembic-two-heads.db");

    file.assertRefused(
        file.chain("r1"),
        Adoption.fromAlembic(Map.of("1975ea83b712", "r1")),
        Obstacle.UNMAPPED,
        "Alembic has brought the database to revisions \"3512b954651e\" and \"ae1027a6acf3\" (table"
            + " \"alembic_version\"), which are not mapped. Mapped is \"1975ea83b712\". Bring the"
            + " database to it with Alembic first, or map \"3512b954651e\" and \"ae1027a6acf3\""
            + " too.");
  }

  @Test
  void ofManyMappedRevisionsAFewAreNamed() throws IOException, SQLException {
    AdoptedFile file =
        AdoptedFile.in(folder, DDL, "INSERT INTO alembic_version VALUES ('ffffffffffff')");
    Map<String, String> many =
        IntStream.range(10, 30)
            .boxed()
            .collect(Collectors.toMap(number -> "a" + number, number -> "r1"));

    file.assertRefused(
        file.chain("r1"),
        Adoption.fromAlembic(many),
        Obstacle.UNMAPPED,
        "Alembic has brought the database to revision \"ffffffffffff\" (table \"alembic_version\"),"
            + " which is not mapped. Mapped are \"a10\", \"a11\", \"a12\", \"a13\" and 16 more, up"
            + " to \"a29\". Bring the database to one of them with Alembic first, or map"
            + " \"ffffffffffff\" too.");
  }

  @Test
  void aDatabaseThatAlembicHasTakenDownToItsBaseIsLeftAlone() throws IOException, SQLException {
    AdoptedFile file = AdoptedFile.in(folder, DDL);

    file.assertLeftAlone(file.chain("r1"), Adoption.fromAlembic(Map.of("1975ea83b712", "r1")));
  }

  @Test
  void theTableMayHaveAnotherName() throws SQLException {
    AdoptedFile file =
        AdoptedFile.in(
            folder,
            DDL.replace("alembic_version ", "\"my \"\"versions\" "),
            "INSERT INTO \"my \"\"versions\" VALUES ('1975ea83b712')");

    assertThat(
            file.migrator(named("r1"), named("r2", "r1"))
                .adopt(Adoption.fromAlembic(Map.of("1975ea83b712", "r1"), "my \"versions"))
                .after())
        .containsExactly("r1");
  }

  @Test
  void aTableOfAnotherToolIsRefused() throws IOException, SQLException {
    AdoptedFile file = AdoptedFile.in(folder, "CREATE TABLE alembic_version (number INTEGER)");

    assertThat(
            file.assertRefused(
                    file.chain("r1"),
                    Adoption.fromAlembic(Map.of("1975ea83b712", "r1")),
                    Obstacle.FOREIGN,
                    "the table \"alembic_version\" is not Alembic's: it has no column"
                        + " \"version_num\". Name the one that is, beside the mapping:"
                        + " Adoption.fromAlembic(..)")
                .versions())
        .isEmpty();
  }
}
