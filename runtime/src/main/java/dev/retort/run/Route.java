package dev.retort.run;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which revisions to go through, from those that are applied. */
@FunctionalInterface
interface Route {

  /**
   * Returns the way.
   *
   * @param applied the ids of all applied revisions with their fingerprints, in the order in which
   *     they were applied
   * @return ids in their order; none when there is nothing to do
   */
  List<String> from(Map<String, Optional<String>> applied) throws SQLException;
}
