package dev.retort.error;

import java.util.List;

/** A database that another tool has run cannot be adopted as it is. Nothing was changed. */
public final class AdoptionException extends MigrationException {
  private static final long serialVersionUID = 1L;

  private final Obstacle obstacle;
  private final String tool;

  @SuppressWarnings("serial") // an unmodifiable copy, which is serializable
  private final List<String> versions;

  /** What is in the way. */
  public enum Obstacle {
    /** The mapping names a revision that is not there, or contradicts itself. */
    MAPPING,
    /** The database is at a version that is mapped to no revision. */
    UNMAPPED,
    /** A version was never applied, though one whose revision comes after it was. */
    INCOMPLETE,
    /** The other tool says that a migration of its has failed on the database. */
    FAILED,
    /** The other tool holds its lock: it is at work, or was killed at work. */
    RUNNING,
    /** The table of that name is not the other tool's. */
    FOREIGN
  }

  /**
   * Makes the exception.
   *
   * @param obstacle what is in the way
   * @param tool the other tool, for example {@code "Flyway"}
   * @param versions which of its versions are concerned; none when it is not about one
   * @param message what to tell the user
   */
  public AdoptionException(Obstacle obstacle, String tool, List<String> versions, String message) {
    super(message);
    this.obstacle = obstacle;
    this.tool = tool;
    this.versions = List.copyOf(versions);
  }

  /**
   * Returns what is in the way.
   *
   * @return for example {@link Obstacle#UNMAPPED}
   */
  public Obstacle obstacle() {
    return obstacle;
  }

  /**
   * Returns the name of the other tool.
   *
   * @return {@code "Alembic"}, {@code "Flyway"}, {@code "Liquibase"} or {@code "user_version"}
   */
  public String tool() {
    return tool;
  }

  /**
   * Returns the versions of the other tool that are concerned.
   *
   * @return for example {@code ["2.1"]}; none when it is not about a version
   */
  public List<String> versions() {
    return versions;
  }
}
