package dev.retort.revision;

import dev.retort.error.TargetException;
import dev.retort.revision.Point.Steps;
import dev.retort.revision.Point.Word;
import java.util.Optional;

/**
 * Where a run is asked to go, for example {@code email@head-1}: on the branch {@code email}, one
 * step down from its head.
 *
 * @param text what was asked
 * @param branch what stands before the {@code @}
 * @param point what stands behind it
 */
record Target(String text, Optional<Branch> branch, Point point) {

  /** Tells whether the branch that was asked for, if any was, has this revision. */
  boolean isOn(int number) {
    return branch.isEmpty() || branch.get().has(number);
  }

  /** Tells whether it is so many steps up from where the database is. */
  boolean goesUp() {
    return point instanceof Steps steps && steps.areFromCurrent() && steps.count() > 0;
  }

  /** Tells whether it is so many steps down from where the database is. */
  boolean goesDown() {
    return point instanceof Steps steps && steps.areFromCurrent() && steps.count() < 0;
  }

  /** Tells whether it says {@code current}. */
  boolean saysCurrent() {
    return point == Word.CURRENT
        || (point instanceof Steps steps && steps.from().equals(Optional.of(Word.CURRENT)));
  }

  /** Returns it as a message shows it, in quotes. */
  String quoted() {
    return Text.asked(text);
  }

  /** Returns the exception that says why it cannot be gone to. */
  TargetException refused(String message) {
    return new TargetException(text, message);
  }
}
