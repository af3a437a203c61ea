package dev.retort;

import dev.retort.op.Migration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A revision as the runtime knows it: what its {@code @Revision} says, and how to make its
 * migration.
 *
 * <pre>{@code
 * RegisteredRevision.of("b7f2", List.of("a1c9"), AddEmail::new).message("give users an email")
 * }</pre>
 *
 * @param id the id, for example {@code "b7f2"}
 * @param down the ids of the revisions it follows
 * @param migration makes the migration; called only when it is needed
 * @param labels the labels of the branch that starts here
 * @param dependsOn ids or labels that must be applied before
 * @param message what it is for; empty for none
 * @param fingerprint the fingerprint that the compiler took of its operations, if it could
 * @param irreversible why it cannot be undone; empty when it can
 */
public record RegisteredRevision(
    String id,
    List<String> down,
    Supplier<Migration> migration,
    List<String> labels,
    List<String> dependsOn,
    String message,
    Optional<String> fingerprint,
    String irreversible) {

  /** Copies the lists. */
  public RegisteredRevision {
    down = List.copyOf(down);
    labels = List.copyOf(labels);
    dependsOn = List.copyOf(dependsOn);
  }

  /**
   * Returns a revision without labels, dependencies, message and fingerprint.
   *
   * @param id the id
   * @param down the ids of the revisions it follows
   * @param migration makes its migration
   * @return the revision
   */
  public static RegisteredRevision of(String id, List<String> down, Supplier<Migration> migration) {
    return new RegisteredRevision(
        id, down, migration, List.of(), List.of(), "", Optional.empty(), "");
  }

  /**
   * Returns this revision with these labels.
   *
   * @param labels all of them
   * @return the changed copy
   */
  public RegisteredRevision labels(String... labels) {
    return new RegisteredRevision(
        id, down, migration, List.of(labels), dependsOn, message, fingerprint, irreversible);
  }

  /**
   * Returns this revision with these dependencies.
   *
   * @param dependsOn ids or labels, all of them
   * @return the changed copy
   */
  public RegisteredRevision dependsOn(String... dependsOn) {
    return new RegisteredRevision(
        id, down, migration, labels, List.of(dependsOn), message, fingerprint, irreversible);
  }

  /**
   * Returns this revision with a message.
   *
   * @param message what it is for
   * @return the changed copy
   */
  public RegisteredRevision message(String message) {
    return new RegisteredRevision(
        id, down, migration, labels, dependsOn, message, fingerprint, irreversible);
  }

  /**
   * Returns this revision with the fingerprint of its operations.
   *
   * @param fingerprint for example {@code "1:9f86d081..."}
   * @return the changed copy
   */
  public RegisteredRevision fingerprint(String fingerprint) {
    return new RegisteredRevision(
        id, down, migration, labels, dependsOn, message, Optional.of(fingerprint), irreversible);
  }

  /**
   * Returns this revision as one that cannot be undone.
   *
   * @param irreversible why
   * @return the changed copy
   */
  public RegisteredRevision irreversible(String irreversible) {
    return new RegisteredRevision(
        id, down, migration, labels, dependsOn, message, fingerprint, irreversible);
  }
}
