package dev.retort.sqlite;

import dev.retort.plan.Statement;
import dev.retort.plan.Step;
import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * One edit of {@code sqlite_schema}, for objects whose pages have the shape that the new texts say.
 *
 * <p>The schema version is raised by one, so that a rollback and other connections read the schema
 * again; RESET makes this connection do so. See
 * https://www.sqlite.org/pragma.html#pragma_writable_schema.
 */
final class CatalogEdit {
  private final List<String> updates = new ArrayList<>();

  /** Writes the text of a table. */
  CatalogEdit table(Name table, String text) {
    return text("table", table, text);
  }

  /** Writes the text of a trigger. */
  CatalogEdit trigger(Name trigger, String text) {
    return text("trigger", trigger, text);
  }

  /** Writes the text of an object of a type. */
  CatalogEdit text(String type, Name name, String text) {
    return update("sql = " + Literal.of(text).sql(), type, name);
  }

  /** Gives an index another name, and the text that goes with it; none for one of a constraint. */
  CatalogEdit index(String from, String to, String sql) {
    return update("name = " + Literal.of(to).sql() + ", sql = " + sql, "index", Name.found(from));
  }

  private CatalogEdit update(String values, String type, Name name) {
    updates.add(
        "UPDATE main.sqlite_schema SET "
            + values
            + " WHERE type = '"
            + type
            + "' AND name = "
            + Literal.of(name.text()).sql()
            + " COLLATE NOCASE");
    return this;
  }

  /** Returns the steps, which have been played on the copy. */
  List<Step> steps(SchemaCopy copy, String why) throws SQLException {
    List<Step> steps = new ArrayList<>();
    steps.add(play(copy, "PRAGMA writable_schema = ON", why));
    for (String update : updates) {
      steps.add(play(copy, update, why));
    }
    copy.play("PRAGMA main.schema_version = " + (copy.version() + 1));
    steps.add(new Step.Reread(why));
    steps.add(play(copy, "PRAGMA writable_schema = RESET", why));
    return steps;
  }

  private static Step play(SchemaCopy copy, String sql, String why) throws SQLException {
    copy.play(sql);
    return Statement.schema(sql, why);
  }
}
