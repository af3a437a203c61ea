package dev.retort.sqlite;

/**
 * Whether the stored texts may be written; see
 * https://www.sqlite.org/pragma.html#pragma_writable_schema.
 */
enum CatalogAccess {
  WRITABLE,
  CLOSED
}
