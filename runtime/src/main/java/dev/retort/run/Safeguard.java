package dev.retort.run;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What is done once in every run that is about to change something. */
@FunctionalInterface
public interface Safeguard {
  /** Does nothing. */
  Safeguard NONE = heads -> Optional.empty();

  /**
   * The run has its lock, and has changed nothing yet. What is thrown here ends it.
   *
   * @param heads the heads of the database now; none for {@code base}
   * @return the backup that was made, if one was
   * @throws SQLException when the database refuses
   */
  Optional<Backup> beforeFirstChange(List<String> heads) throws SQLException;
}
