package dev.retort.schema;

/** What shares one space of names in a database: tables, views and indexes. */
public sealed interface SchemaObject permits Table, VirtualTable, View, Index {

  /**
   * Returns the name of this object.
   *
   * @return for example {@code "users"}
   */
  Name name();

  /**
   * Returns the word for what this is.
   *
   * @return for example {@code "view"}
   */
  String kind();
}
