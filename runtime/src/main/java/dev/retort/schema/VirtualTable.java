package dev.retort.schema;

import java.util.List;

/**
 * A table that a module keeps, for example an FTS5 index of texts.
 *
 * @param name its name
 * @param module for example {@code fts5}
 * @param arguments what stands in the parentheses behind the module, each as written
 */
public record VirtualTable(Name name, Name module, List<String> arguments) implements SchemaObject {

  /** Copies the arguments. */
  public VirtualTable {
    arguments = List.copyOf(arguments);
  }

  @Override
  public String kind() {
    return "virtual table";
  }
}
