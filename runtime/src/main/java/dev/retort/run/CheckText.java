package dev.retort.run;

import dev.retort.error.EditedRevisionException.Edit;
import dev.retort.error.OutOfOrderException.Skipped;
import dev.retort.error.UnknownRevisionException.Unknown;
import dev.retort.schema.Drift;
import java.util.List;

/** A {@link CheckReport} in words. */
final class CheckText {
  private final StringBuilder text = new StringBuilder();

  private CheckText() {}

  static String of(CheckReport report) {
    CheckText words = new CheckText();
    if (report.isClean()) {
      words.text.append(
          report.drift().doubtful().isEmpty()
              ? "The database is what its revisions say.\n"
              : "Nothing certainly differs from what the revisions say.\n");
    }
    words.revisions(report);
    words.drift(report.drift());
    words.rest(report);
    return words.text.toString();
  }

  private void revisions(CheckReport report) {
    section(
        "Pending. Apply them: upgrade()",
        report.pending().stream().map(id -> "\"" + id + "\"").toList());
    section(
        "Unknown to this application, which is older than the database. Use the newer one; or, where"
            + " they were deleted from the code, purgeAndStamp(..)",
        report.unknown().stream().map(Unknown::words).toList());
    section(
        "Edited after they were applied. Take the edit back and put the change into a new revision;"
            + " or, where the database has it already, repair()",
        report.edited().stream().map(CheckText::edit).toList());
    section(
        "Passed over. Move them to the head by their down; or apply them, allowOutOfOrder(true); or,"
            + " where the database has what they do already, stamp the head",
        report.outOfOrder().stream().map(Skipped::words).toList());
  }

  private static String edit(Edit edit) {
    return "\"%s\": %s when it was applied, %s now"
        .formatted(edit.revision(), edit.stored(), edit.present());
  }

  private void drift(Drift drift) {
    section(
        "Not what the revisions say. Take the change back, or put it into a revision and stamp that",
        drift.differences().stream().map(Drift.Difference::words).toList());
    section(
        "Not what the revisions say, and perhaps never was. Look at each",
        drift.doubtful().stream()
            .map(each -> each.difference().words() + " (" + each.why() + ")")
            .toList());
    section(
        "Not compared, since the revisions do not tell what it should be",
        drift.unchecked().stream().map(each -> each.object() + ": " + each.why()).toList());
  }

  private void rest(CheckReport report) {
    section(
        "Not compared with the code",
        report.uncomparable().stream()
            .map(each -> "\"%s\": %s".formatted(each.revision(), each.why()))
            .toList());
    section(
        "No revision speaks of these. Leave them, or make a revision of them",
        report.drift().unspoken());
    section(
        "Broken, and fail when they are used. Drop or replace them in a revision",
        report.drift().broken().stream()
            .map(each -> each.object() + ": " + each.message())
            .toList());
  }

  private void section(String heading, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append(heading).append(":\n");
      lines.forEach(line -> text.append("  ").append(line.replace("\n", "\n  ")).append('\n'));
    }
  }
}
