package dev.retort.sqlite.text;

import dev.retort.sql.Characters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Changes of one text, put in at once; what they do not name stays as it is. */
final class Edit {
  private final String sql;
  private final List<Change> changes = new ArrayList<>();

  Edit(String sql) {
    this.sql = sql;
  }

  Edit delete(int start, int end) {
    return replace(new Span(start, end), "");
  }

  Edit insert(int at, String text) {
    return replace(new Span(at, at), text);
  }

  Edit replace(Span span, String text) {
    changes.add(new Change(span, text));
    return this;
  }

  /** Returns the changed text, with a space wherever two tokens would have become one. */
  String apply() {
    List<Change> ordered = new ArrayList<>(changes);
    ordered.sort(Comparator.comparingInt(change -> change.span().start()));
    StringBuilder out = new StringBuilder(sql.length() + 64);
    int from = 0;
    for (Change change : ordered) {
      if (change.span().start() < from) {
        throw new UnreadableText(sql, "two changes meet in one place");
      }
      append(out, sql.substring(from, change.span().start()));
      append(out, change.text());
      from = change.span().end();
    }
    append(out, sql.substring(from));
    return out.toString();
  }

  private static void append(StringBuilder out, String text) {
    if (text.isEmpty()) {
      return;
    }
    if (!out.isEmpty() && Characters.glue(out.charAt(out.length() - 1), text.charAt(0))) {
      out.append(' ');
    }
    out.append(text);
  }

  private record Change(Span span, String text) {}
}
