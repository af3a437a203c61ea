package dev.retort.sqlite.differential;

import dev.retort.schema.TableChange;

/**
 * A change of a table, asked of Retort and made in the picture.
 *
 * @param kind what it is, for example {@code drop column}
 * @param asked what Retort is asked to do
 * @param after the picture of the table after it
 */
record Change(String kind, TableChange asked, TableModel after) {}
