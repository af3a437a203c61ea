package dev.retort.run;

import dev.retort.op.Fingerprint;
import dev.retort.op.Recording;

/**
 * What the history keeps of a revision to undo it: a first line with the fingerprint of what it
 * asked for, arguments included, and the objects that it touched as they were before it. The first
 * line is a comment, so that the whole is a script.
 */
final class UndoText {
  private UndoText() {}

  static String of(Recording upgrade, String remembered) {
    return head(upgrade) + remembered;
  }

  /** Says whether a revision asked for just this when it ran. */
  static boolean isOf(Recording upgrade, String undo) {
    return undo.startsWith(head(upgrade));
  }

  private static String head(Recording upgrade) {
    return "-- " + Fingerprint.of(upgrade) + "\n";
  }
}
