package dev.retort.adopt;

import java.util.Map;

/**
 * Says where a database is that another tool has run: which of the tool's versions is which
 * revision.
 *
 * <pre>{@code
 * migrator.adopt(Adoption.fromFlyway(Map.of("1", "create-users", "2.1", "add-nick")));
 * migrator.upgrade();
 * }</pre>
 *
 * <p>A version is mapped to the revision after which the schema is what it is at that version. All
 * revisions before it are taken to be there too. The tool's own table is only read.
 */
public final class Adoption {
  private final OtherTool tool;

  private Adoption(OtherTool tool) {
    this.tool = tool;
  }

  OtherTool tool() {
    return tool;
  }

  /**
   * Adopts databases of Alembic, by its table {@code alembic_version}. Every row of it, one for
   * each head, has to be mapped.
   *
   * @param revisions Alembic's revision ids, each whole, and the ids of revisions; for example
   *     {@code Map.of("1975ea83b712", "create-users")}
   * @return the adoption
   * @throws IllegalArgumentException when the map is empty
   */
  public static Adoption fromAlembic(Map<String, String> revisions) {
    return fromAlembic(revisions, Alembic.TABLE);
  }

  /**
   * Adopts databases of Alembic that have another {@code version_table}.
   *
   * @param revisions as for {@link #fromAlembic(Map)}
   * @param table the name of Alembic's table
   * @return the adoption
   * @throws IllegalArgumentException when the map or the name is empty
   */
  public static Adoption fromAlembic(Map<String, String> revisions, String table) {
    return new Adoption(Alembic.of(Mapped.all(revisions), table));
  }

  /**
   * Adopts databases of Flyway, by its table {@code flyway_schema_history}. The highest version
   * that is applied has to be mapped; those below it need not be, so that several versions can be
   * one revision. Repeatable migrations are passed over.
   *
   * @param revisions Flyway's versions, such as {@code "2.1"} or {@code "V2_1__add_nick"}, and the
   *     ids of revisions
   * @return the adoption
   * @throws IllegalArgumentException when the map is empty, a version is not one of Flyway, or is
   *     there twice, as {@code 1} and {@code 1.0}
   */
  public static Adoption fromFlyway(Map<String, String> revisions) {
    return fromFlyway(revisions, Flyway.TABLE);
  }

  /**
   * Adopts databases of Flyway that have another history table.
   *
   * @param revisions as for {@link #fromFlyway(Map)}
   * @param table the name of Flyway's table
   * @return the adoption
   * @throws IllegalArgumentException as for {@link #fromFlyway(Map)}, and when the name is empty
   */
  public static Adoption fromFlyway(Map<String, String> revisions, String table) {
    return new Adoption(Flyway.of(Mapped.all(revisions), table));
  }

  /**
   * Adopts databases of Liquibase, by its table {@code DATABASECHANGELOG}. The changeset that was
   * run last has to be mapped; others need not be, so that several changesets can be one revision.
   * A mapped one counts where it was run.
   *
   * @param revisions Liquibase's changesets, as {@code id::author} or, where that is not unique,
   *     {@code file::id::author} as Liquibase writes it; and the ids of revisions
   * @return the adoption
   * @throws IllegalArgumentException when the map is empty, or a changeset is not named so
   */
  public static Adoption fromLiquibase(Map<String, String> revisions) {
    return fromLiquibase(revisions, Liquibase.TABLE, Liquibase.LOCK_TABLE);
  }

  /**
   * Adopts databases of Liquibase that have other names for its two tables.
   *
   * @param revisions as for {@link #fromLiquibase(Map)}
   * @param table the name of Liquibase's table of changesets
   * @param lockTable the name of Liquibase's table for its lock
   * @return the adoption
   * @throws IllegalArgumentException as for {@link #fromLiquibase(Map)}, and when a name is empty
   */
  public static Adoption fromLiquibase(
      Map<String, String> revisions, String table, String lockTable) {
    return new Adoption(Liquibase.of(Mapped.all(revisions), table, lockTable));
  }

  /**
   * Adopts databases of an application that counts in {@code PRAGMA user_version}. The number of
   * the database has to be mapped; those below it need not be.
   *
   * @param revisions numbers, and the ids of revisions; for example {@code Map.of(3, "add-nick")}
   * @return the adoption
   * @throws IllegalArgumentException when the map is empty, or has 0, which every new file has
   */
  public static Adoption fromUserVersion(Map<Integer, String> revisions) {
    return new Adoption(UserVersion.of(revisions));
  }
}
