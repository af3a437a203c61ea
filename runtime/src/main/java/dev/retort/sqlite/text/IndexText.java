package dev.retort.sqlite.text;

import dev.retort.schema.Name;
import dev.retort.sql.Token;
import java.util.List;
import java.util.Optional;

/** The text of an index, for example {@code CREATE INDEX by_name ON pets(name) WHERE age > 0}. */
public final class IndexText {
  private final String sql;
  private final boolean unique;
  private final Token name;
  private final Token table;
  private final List<TermText> terms;
  private final Optional<Span> where;

  private IndexText(Cursor cursor) {
    this.sql = cursor.sql();
    cursor.expect("CREATE");
    this.unique = cursor.take("UNIQUE");
    cursor.expect("INDEX");
    cursor.ifNotExists();
    this.name = cursor.object();
    cursor.expect("ON");
    this.table = cursor.nameToken();
    this.terms = TermText.list(sql, cursor.parentheses());
    this.where =
        cursor.take("WHERE")
            ? Optional.of(new Span(cursor.peek().start(), cursor.last()))
            : Optional.empty();
    if (where.isEmpty()) {
      cursor.expectEnd();
    }
  }

  /**
   * Returns the index that a text creates.
   *
   * @param createIndex as SQLite stores it, for example {@code CREATE INDEX by_name ON pets(name)}
   * @return the index
   * @throws UnreadableText when it is no such text
   */
  public static IndexText read(String createIndex) {
    return new IndexText(new Cursor(createIndex));
  }

  /**
   * Returns the text, for example {@code CREATE INDEX by_name ON pets(name)}.
   *
   * @return the very text that was read, but for the changes since
   */
  public String sql() {
    return sql;
  }

  /**
   * Returns the name of the index, for example {@code "by_name"}.
   *
   * @return the name without a schema
   */
  public Name name() {
    return Name.found(name.name());
  }

  /**
   * Returns the table, for example {@code "pets"}.
   *
   * @return its name
   */
  public Name table() {
    return Name.found(table.name());
  }

  /**
   * Returns whether it is a unique index.
   *
   * @return true for {@code CREATE UNIQUE INDEX}
   */
  public boolean unique() {
    return unique;
  }

  /**
   * Returns the terms in order, for example {@code name COLLATE NOCASE} and {@code age DESC}.
   *
   * @return at least one
   */
  public List<TermText> terms() {
    return terms;
  }

  /**
   * Returns the condition of a partial index, for example {@code age > 0}.
   *
   * @return empty when it is about all rows
   */
  public Optional<String> where() {
    return where.map(span -> span.of(sql));
  }

  /**
   * Renames the index.
   *
   * @param to for example {@code Name.of("by_age")}
   * @return the changed text
   */
  public IndexText renamed(Name to) {
    return read(new Edit(sql).replace(new Span(name.start(), name.end()), to.sql()).apply());
  }

  /**
   * Puts the index on a table of another name, also where that name stands before a dot.
   *
   * @param to for example {@code Name.of("animals")}
   * @return the changed text
   */
  public IndexText onTable(Name to) {
    Edit edit = new Edit(sql).replace(new Span(table.start(), table.end()), to.sql());
    Qualifiers.rename(edit, sql, new Span(table.end(), sql.length()), table(), to);
    return read(edit.apply());
  }
}
