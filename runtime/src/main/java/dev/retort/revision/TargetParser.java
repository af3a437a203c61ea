package dev.retort.revision;

import dev.retort.error.TargetException;
import dev.retort.revision.Point.Revision;
import dev.retort.revision.Point.Steps;
import dev.retort.revision.Point.Word;
import java.util.List;
import java.util.Optional;

/**
 * The grammar of targets:
 *
 * <pre>
 * target = [ name "@" ] point
 * point  = word | name | [ word | name ] steps
 * word   = "head" | "heads" | "base" | "current"
 * name   = an id | a label | the beginning of an id
 * steps  = ( "+" | "-" ) a number from 1, without a zero before it
 * </pre>
 *
 * <p>An id may hold {@code -} and digits, so that {@code fix-1} may be read in several ways. A name
 * is looked up as an id, then as a label, then with steps, then as the beginning of an id. What
 * still has two readings is refused; docs/targets.md has the table.
 */
final class TargetParser {
  private static final String FORMS =
      "A target is head, heads, base, current, an id, the beginning of an id or a label; +n or -n"
          + " may follow it or stand alone, and a label with @ may go before it";

  private final Links links;
  private final Names names;
  private final String text;

  private TargetParser(Links links, Names names, String text) {
    this.links = links;
    this.names = names;
    this.text = text;
  }

  /** Returns what a text asks for; no text is refused but by a {@link TargetException}. */
  static Target parse(Links links, List<String> heads, String text) {
    return new TargetParser(links, new Names(links, heads), text).target();
  }

  private Target target() {
    if (text.indexOf(':') >= 0) {
      throw refused(
          Text.asked(text)
              + " is a range, which only a script takes. Name the one revision to go to");
    }
    int at = text.indexOf('@');
    String rest = text.substring(at + 1);
    if (rest.isEmpty()) {
      throw noTarget((at < 0 ? "it is empty. " : "nothing follows the @. ") + FORMS);
    }
    if (rest.indexOf('@') >= 0) {
      throw noTarget("it has more than one @. " + FORMS);
    }
    Optional<Branch> branch =
        at < 0 ? Optional.empty() : Optional.of(branch(text.substring(0, at)));
    return new Target(text, branch, point(rest, branch));
  }

  private Branch branch(String name) {
    if (name.isEmpty()) {
      throw noTarget("no label and no id stands before the @. " + FORMS);
    }
    if (Word.parse(name).isPresent()) {
      throw noTarget(Text.quote(name) + " before the @ names no branch. A label or an id does");
    }
    return new Branch(links, name, revision(name, Optional.empty()));
  }

  private Point point(String rest, Optional<Branch> branch) {
    Optional<Word> word = Word.parse(rest);
    if (word.isPresent()) {
      return word.get();
    }
    int sign = Math.max(rest.lastIndexOf('+'), rest.lastIndexOf('-'));
    if (names.exact(rest) < 0 && sign >= 0) {
      int count = count(rest.substring(sign + 1));
      if (count > 0) {
        String before = rest.substring(0, sign);
        int steps = rest.charAt(sign) == '+' ? count : -count;
        if (!isRatherABeginning(rest, before, branch)) {
          return new Steps(start(before, branch), steps);
        }
      } else if (sign == 0 || rest.indexOf('+') >= 0) {
        throw noTarget("+ and - want a number from 1 behind them, without a zero before it");
      }
    }
    return new Revision(revision(rest, branch));
  }

  /** Returns the number that a text is, at most the largest there is, or 0 for none from 1. */
  private static int count(String digits) {
    int count = 0;
    for (int at = 0; at < digits.length(); at++) {
      int digit = digits.charAt(at) - '0';
      if (digit < 0 || digit > 9 || (at == 0 && digit == 0)) {
        return 0;
      }
      count = count > Integer.MAX_VALUE / 10 - 1 ? Integer.MAX_VALUE : count * 10 + digit;
    }
    return count;
  }

  /**
   * Tells whether {@code fix-1} is the beginning of an id and not one step down. Where an id begins
   * with {@code fix} and goes on with a {@code -}, nobody can tell whether a step was meant.
   */
  private boolean isRatherABeginning(String rest, String before, Optional<Branch> branch) {
    if (isWhole(before)) {
      return false;
    }
    List<Integer> starts = names.beginningWith(before, branch);
    if (starts.size() != 1) {
      return !names.beginningWith(rest, branch).isEmpty();
    }
    String id = links.id(starts.get(0));
    String sign = rest.substring(before.length(), before.length() + 1);
    if (id.startsWith(before + sign)) {
      throw refused(
          Text.asked(text)
              + " is not clear: it may be the beginning of an id, or a step from "
              + Text.quote(id)
              + ". Write the whole id");
    }
    return false;
  }

  private boolean isWhole(String before) {
    return before.isEmpty() || Word.parse(before).isPresent() || names.exact(before) >= 0;
  }

  private Optional<Point> start(String before, Optional<Branch> branch) {
    if (before.isEmpty()) {
      return Optional.empty();
    }
    Optional<Word> word = Word.parse(before);
    if (word.equals(Optional.of(Word.HEADS))) {
      throw noTarget("steps begin at one revision, and heads may be several. Say head");
    }
    return Optional.of(word.isPresent() ? word.get() : new Revision(revision(before, branch)));
  }

  private int revision(String name, Optional<Branch> branch) {
    int found = names.exact(name);
    if (found < 0) {
      return beginning(name, branch);
    }
    if (branch.isPresent() && !branch.get().has(found)) {
      throw refused(notOn(branch.get(), found));
    }
    return found;
  }

  private int beginning(String prefix, Optional<Branch> branch) {
    Optional<String> mistake = RevisionId.mistake("name", prefix);
    if (mistake.isPresent()) {
      throw noTarget(mistake.get() + didYouMean(prefix, branch));
    }
    List<Integer> found = names.beginningWith(prefix, branch);
    if (found.isEmpty()) {
      throw refused(within(prefix) + names.unknown(prefix, branch));
    }
    if (found.size() > 1) {
      throw refused(
          within(prefix)
              + Text.quote(prefix)
              + " is the beginning of "
              + found.size()
              + " ids: "
              + Text.some(links.ids(found))
              + ". Write more of it");
    }
    return found.get(0);
  }

  /** A name that is far too long has no nearest one worth to look for. */
  private String didYouMean(String name, Optional<Branch> branch) {
    return name.length() > RevisionId.LONGEST ? "" : names.didYouMean(name, branch);
  }

  private String notOn(Branch branch, int number) {
    return Text.asked(text)
        + ": revision "
        + Text.quote(links.id(number))
        + " is not on the branch "
        + Text.quote(branch.name())
        + ", since it comes neither before nor after "
        + Text.quote(links.id(branch.root()))
        + ". Leave out "
        + Text.quote(branch.name() + "@")
        + ", or name a revision of that branch";
  }

  /** Says which target a name is part of, where it is not all of it. */
  private String within(String name) {
    return name.equals(text) ? "" : Text.asked(text) + ": ";
  }

  private TargetException noTarget(String reason) {
    return refused(Text.asked(text) + " is no target: " + reason);
  }

  private TargetException refused(String message) {
    return new TargetException(text, message);
  }
}
