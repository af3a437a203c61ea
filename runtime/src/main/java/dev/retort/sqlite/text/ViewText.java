package dev.retort.sqlite.text;

import dev.retort.schema.Name;
import java.util.List;

/** The text of a view, for example {@code CREATE VIEW adults AS SELECT * FROM people}. */
public final class ViewText {
  private final String sql;
  private final Name name;
  private final List<Name> columns;
  private final String select;

  private ViewText(Cursor cursor) {
    this.sql = cursor.sql();
    cursor.expect("CREATE");
    cursor.temporary();
    cursor.expect("VIEW");
    cursor.ifNotExists();
    this.name = Name.found(cursor.object().name());
    this.columns = cursor.at("(") ? ForeignKeyReader.names(cursor) : List.of();
    cursor.expect("AS");
    if (cursor.atEnd()) {
      throw cursor.refuse("a query stands");
    }
    this.select = sql.substring(cursor.peek().start(), cursor.last());
  }

  /**
   * Returns the view that a text creates.
   *
   * @param createView as SQLite stores it, for example {@code CREATE VIEW v AS SELECT 1}
   * @return the view
   * @throws UnreadableText when it is no such text
   */
  public static ViewText read(String createView) {
    return new ViewText(new Cursor(createView));
  }

  /**
   * Returns the text, for example {@code CREATE VIEW v AS SELECT 1}.
   *
   * @return the very text that was read
   */
  public String sql() {
    return sql;
  }

  /**
   * Returns the name of the view, for example {@code "adults"}.
   *
   * @return the name without a schema
   */
  public Name name() {
    return name;
  }

  /**
   * Returns the columns that are named behind the name, for example {@code [a, b]} for {@code
   * CREATE VIEW v(a, b) AS SELECT 1, 2}.
   *
   * @return empty when the text names none
   */
  public List<Name> columns() {
    return columns;
  }

  /**
   * Returns the query, for example {@code SELECT * FROM people}.
   *
   * @return what stands behind {@code AS}, as written
   */
  public String select() {
    return select;
  }
}
