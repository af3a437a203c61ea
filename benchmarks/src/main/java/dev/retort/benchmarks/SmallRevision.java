package dev.retort.benchmarks;

/**
 * One of many small revisions: four of them make a table, index it and add two columns.
 *
 * @param at its place, from 0
 */
record SmallRevision(int at) {
  private String table() {
    return "t" + at / 4;
  }

  /** Returns what it says as a body of Retort. */
  String body() {
    return switch (at % 4) {
      case 0 ->
          "op.createTable(\"%s\", bigint(\"id\").primaryKey(), text(\"name\").notNull());"
              .formatted(table());
      case 1 -> "op.createIndex(index(\"ix_%1$s\").on(\"%1$s\", \"name\"));".formatted(table());
      case 2 -> "op.alterTable(\"%s\", add(text(\"note\")));".formatted(table());
      default ->
          "op.alterTable(\"%s\", add(integer(\"size\").notNull().defaultValue(0)));"
              .formatted(table());
    };
  }

  /** Returns what it says as SQL, which is what Retort makes of it. */
  String sql() {
    return switch (at % 4) {
      case 0 ->
          "CREATE TABLE \"%s\" (\"id\" INTEGER PRIMARY KEY, \"name\" TEXT NOT NULL)"
              .formatted(table());
      case 1 -> "CREATE INDEX \"ix_%1$s\" ON \"%1$s\" (\"name\")".formatted(table());
      case 2 -> "ALTER TABLE \"%s\" ADD COLUMN \"note\" TEXT".formatted(table());
      default ->
          "ALTER TABLE \"%s\" ADD COLUMN \"size\" INTEGER NOT NULL DEFAULT 0".formatted(table());
    };
  }

  /** Returns it as the text of a Java string. */
  String literal() {
    return "\"" + sql().replace("\"", "\\\"") + "\"";
  }
}
