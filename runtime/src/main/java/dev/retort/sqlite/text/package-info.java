/**
 * Reads and edits the text that SQLite keeps of each table, index, view and trigger, token by
 * token: what an edit does not name stays as it was written, comments and quoting included.
 *
 * <p>Knows no connection and no operation.
 */
@NullMarked
package dev.retort.sqlite.text;

import org.jspecify.annotations.NullMarked;
