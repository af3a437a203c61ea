package dev.retort.schema;

import java.util.List;

/**
 * A view.
 *
 * @param name its name
 * @param columns the names it gives to its columns; empty where the query names them
 * @param select its query
 */
public record View(Name name, List<Name> columns, String select) implements SchemaObject {

  /**
   * Copies the columns.
   *
   * @throws IllegalArgumentException when the query is blank
   */
  public View {
    columns = List.copyOf(columns);
    if (select.isBlank()) {
      throw new IllegalArgumentException("the view " + name + " has no query: \"" + select + "\"");
    }
  }

  @Override
  public String kind() {
    return "view";
  }
}
