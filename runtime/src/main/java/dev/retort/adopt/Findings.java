package dev.retort.adopt;

import java.util.List;

/**
 * What of a mapping is there on one database.
 *
 * @param applied what another tool has applied, in the order of the mapping
 * @param absent what it has not applied, though it could have been by now
 */
record Findings(List<Mapped> applied, List<Mapped> absent) {
  /** A database that the other tool has not touched. */
  static final Findings NONE = new Findings(List.of(), List.of());

  Findings {
    applied = List.copyOf(applied);
    absent = List.copyOf(absent);
  }
}
