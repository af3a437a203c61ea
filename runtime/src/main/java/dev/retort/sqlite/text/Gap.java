package dev.retort.sqlite.text;

import dev.retort.sql.Characters;
import dev.retort.sql.Tokenizer;
import java.util.OptionalInt;

/** What is between two tokens: whitespace and comments, with the line breaks that end lines. */
final class Gap {
  private final String sql;
  private final int start;
  private final int end;
  private OptionalInt firstBreak = OptionalInt.empty();
  private OptionalInt lastBreak = OptionalInt.empty();
  private int afterComments;
  private int onFirstLine;
  private boolean lineComment;

  Gap(String sql, int start, int end) {
    this.sql = sql;
    this.start = start;
    this.end = end;
    this.afterComments = start;
    this.onFirstLine = start;
    scan();
  }

  private void scan() {
    int at = start;
    while (at < end) {
      int after = Math.min(end, Tokenizer.comment(sql, at));
      boolean line = after > at && sql.charAt(at) == '-';
      if (after > at) {
        at = after;
        lineComment |= line;
        afterComments = line ? Math.min(end, at + 1) : at;
        onFirstLine = firstBreak.isPresent() ? onFirstLine : at;
      } else {
        if (sql.charAt(at) == '\n') {
          breakAt(at > start && sql.charAt(at - 1) == '\r' ? at - 1 : at);
        }
        at++;
      }
    }
  }

  private void breakAt(int at) {
    firstBreak = firstBreak.isPresent() ? firstBreak : OptionalInt.of(at);
    lastBreak = OptionalInt.of(at);
  }

  /** Where the first line ends, if one does; a break inside a comment is none. */
  OptionalInt firstBreak() {
    return firstBreak;
  }

  /** Where the last line begins: at its break. */
  OptionalInt lastBreak() {
    return lastBreak;
  }

  boolean breaks() {
    return lastBreak.isPresent();
  }

  boolean hasLineComment() {
    return lineComment;
  }

  /** Behind the last comment and the break that ends it; the start when there is none. */
  int afterComments() {
    return afterComments;
  }

  boolean hasComments() {
    return afterComments > start;
  }

  /** Whether a comment stands behind the last break. */
  boolean commentOnLastLine() {
    return hasComments() && afterComments > lastBreak.orElse(start) + 2;
  }

  /** Where what belongs to the line before ends: at the first break, or behind the comments. */
  int lineEnd() {
    return firstBreak.orElse(onFirstLine);
  }

  /** Behind the last comment on the line before; the start when there is none. */
  int commentEnd() {
    return onFirstLine;
  }

  /** The last break with the whitespace behind it, for another line like this one. */
  String indent() {
    int from = lastBreak.orElse(start);
    return sql.substring(from, afterSpace(from));
  }

  /** Behind the whitespace that begins at a place. */
  int afterSpace(int from) {
    int at = from;
    while (at < end && Characters.space(sql.charAt(at))) {
      at++;
    }
    return at;
  }

  /** From the last break on; when a comment needs that break to end, from behind it. */
  int lineStart(boolean breakFollows) {
    int at = lastBreak.orElse(start);
    int behind = sql.startsWith("\r\n", at) ? at + 2 : at + 1;
    boolean endsComment = lineComment && afterComments >= behind;
    return endsComment && !breakFollows ? behind : at;
  }
}
