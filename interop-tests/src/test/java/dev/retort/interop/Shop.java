package dev.retort.interop;

import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.bool;
import static dev.retort.schema.Ddl.index;
import static dev.retort.schema.Ddl.text;

import dev.retort.RegisteredRevision;
import java.util.List;

/**
 * A shop whose first two revisions stand for what another tool did, and whose third one is new. The
 * SQL of the tools is here too, so that all of them do the same.
 */
final class Shop {
  static final String USERS_SQL =
      """
      CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
      INSERT INTO users VALUES (1, 'Ada'), (2, 'Bo'), (900, 'Cyd');
      """;
  static final String NICK_SQL =
      """
      ALTER TABLE users ADD COLUMN nick TEXT;
      CREATE INDEX ix_users_nick ON users (nick);
      UPDATE users SET nick = lower(name) WHERE id < 900;
      """;
  static final String VIEW_SQL =
      """
      DROP VIEW IF EXISTS nicks;
      CREATE VIEW nicks AS SELECT nick FROM users;
      """;

  static final RegisteredRevision USERS =
      RegisteredRevision.of(
          "create-users",
          List.of(),
          () -> op -> op.createTable("users", bigint("id").primaryKey(), text("name").notNull()));

  static final RegisteredRevision NICK =
      RegisteredRevision.of(
          "add-nick",
          List.of("create-users"),
          () ->
              op -> {
                op.alterTable("users", add(text("nick")));
                op.createIndex(index("ix_users_nick").on("users", "nick"));
              });

  static final RegisteredRevision STRICT_NICK =
      RegisteredRevision.of(
          "require-nick",
          List.of("add-nick"),
          () ->
              op ->
                  op.alterTable(
                      "users",
                      alterColumn("nick").notNull().backfill("'-'"),
                      add(bool("active").notNull().defaultValue(true))));

  /** The rows of {@code users} when all is done. */
  static final List<String> ROWS = List.of("1|Ada|ada|1", "2|Bo|bo|1", "900|Cyd|-|1");

  private Shop() {}
}
