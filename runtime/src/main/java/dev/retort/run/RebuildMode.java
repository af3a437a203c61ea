package dev.retort.run;

/** Which ways of altering an SQLite table a run may take. */
public enum RebuildMode {
  /** The cheapest way that loses nothing, for each table by itself. */
  AUTO,
  /**
   * SQLite's own ALTER TABLE where it loses nothing, else the rebuild that SQLite's documentation
   * recommends: a new table is made, the rows are copied, the old table is dropped and the new one
   * renamed; see https://www.sqlite.org/lang_altertable.html#otheralter. It takes longer, and
   * serves to compare with.
   */
  CLASSIC
}
