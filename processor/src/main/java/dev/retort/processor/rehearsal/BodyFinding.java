package dev.retort.processor.rehearsal;

import dev.retort.processor.body.Place;
import java.util.Optional;

/**
 * A problem and where it is.
 *
 * @param problem what is wrong
 * @param revision the id of the revision
 * @param who whose problem it is, for example {@code revision "b7f2"}
 * @param place where it is to be mended; empty for the annotation of the revision
 */
public record BodyFinding(BodyProblem problem, String revision, String who, Optional<Place> place) {

  /**
   * Returns it as it is printed.
   *
   * @return for example {@code [UnknownTable] revision "b7f2" drops table "t", but ...}
   */
  public String text() {
    return "[" + problem.code() + "] " + who + " " + problem.message();
  }
}
