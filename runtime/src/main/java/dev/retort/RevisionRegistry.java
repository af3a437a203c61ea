package dev.retort;

import java.util.List;

/**
 * The revisions of an application: the generated {@code Migrations}, or one made by hand.
 *
 * <pre>{@code
 * Migrator.of(new Migrations(), "jdbc:sqlite:app.db").upgrade();
 * }</pre>
 */
public interface RevisionRegistry {

  /**
   * Returns all revisions, those of included registries too, in an order that does not change.
   *
   * @return the revisions
   */
  List<RegisteredRevision> revisions();

  /**
   * Returns a registry of the given revisions.
   *
   * @param revisions in any order
   * @return the registry
   */
  static RevisionRegistry of(RegisteredRevision... revisions) {
    List<RegisteredRevision> all = List.of(revisions);
    return () -> all;
  }
}
