package dev.retort.sqlite.differential;

import java.util.Optional;

/**
 * Where the values of a column come from when its table changes.
 *
 * @param added whether there was no such column before
 * @param using an expression over the old row that converts what was there
 * @param backfill an expression over the old row that stands for NULL, or for all of a new column
 * @param retyped whether it has another type now
 * @param keyed whether it has become a part of the primary key, which holds no NULL
 */
record Origin(
    boolean added,
    Optional<String> using,
    Optional<String> backfill,
    boolean retyped,
    boolean keyed) {
  static final Origin SAME = new Origin(false, Optional.empty(), Optional.empty(), false, false);

  static Origin added(Optional<String> backfill) {
    return new Origin(true, Optional.empty(), backfill, false, false);
  }

  Origin converted(String sql) {
    return new Origin(added, Optional.of(sql), backfill, retyped, keyed);
  }

  Origin filled(String sql) {
    return new Origin(added, using, Optional.of(sql), retyped, keyed);
  }

  Origin withType() {
    return new Origin(added, using, backfill, true, keyed);
  }

  Origin inKey() {
    return new Origin(added, using, backfill, retyped, true);
  }
}
