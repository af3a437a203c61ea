package dev.retort.sqlite.text;

import dev.retort.sql.Characters;
import java.util.List;

/**
 * Puts columns and table constraints in and takes them out, with their commas, lines and comments.
 *
 * <p>A new one is laid out as its neighbours are: on a line of its own, with the comma behind or
 * before it, or on theirs. What is taken out takes the comment on its line along.
 */
final class ItemPlaces {
  private final String sql;
  private final Span inside;
  private final List<TableParts.Item> items;

  ItemPlaces(TableParts parts) {
    this.sql = parts.sql();
    this.inside = parts.inside();
    this.items = parts.items();
  }

  String insertFirst(String definition) {
    Gap lead = before(0);
    Edit edit = new Edit(sql);
    if (lead.breaks()) {
      edit.insert(lead.firstBreak().getAsInt(), lead.indent() + definition + ",");
    } else {
      edit.insert(lead.afterSpace(inside.start()), definition + ", ");
    }
    return edit.apply();
  }

  String insertAfter(int index, String definition) {
    return items.get(index).comma().isPresent()
        ? insertBetween(index, definition)
        : insertLast(index, definition);
  }

  private String insertBetween(int index, String definition) {
    Gap tail = after(index);
    Gap lead = before(index + 1);
    Edit edit = new Edit(sql);
    if (tail.breaks()) {
      int comma = items.get(index).comma().getAsInt();
      String separator = tail.indent() + "," + (lead.breaks() ? " " : space(comma + 1));
      edit.insert(tail.firstBreak().getAsInt(), separator + definition);
    } else if (lead.breaks()) {
      edit.insert(lead.firstBreak().getAsInt(), lead.indent() + definition + ",");
    } else {
      edit.insert(tail.afterComments(), ", " + definition);
    }
    return edit.apply();
  }

  private String insertLast(int index, String definition) {
    TableParts.Item item = items.get(index);
    Gap tail = after(index);
    Gap lead = before(index);
    Edit edit = new Edit(sql);
    if (index > 0 && commaBefore(index) && after(index - 1).breaks() && !lead.breaks()) {
      int comma = items.get(index - 1).comma().getAsInt();
      String separator = after(index - 1).indent() + "," + space(comma + 1);
      edit.insert(tail.lineEnd(), separator + definition);
    } else if (lead.breaks() || tail.hasLineComment()) {
      edit.insert(item.span().end(), ",");
      edit.insert(tail.lineEnd(), (lead.breaks() ? lead.indent() : "\n") + definition);
    } else {
      edit.insert(tail.afterComments(), ", " + definition);
    }
    return edit.apply();
  }

  String remove(int index) {
    boolean commaAfter = items.get(index).comma().isPresent();
    boolean last = index == items.size() - 1;
    if (commaAfter && index > 0 && commaBefore(index) && after(index).breaks()) {
      return removeWithCommaBefore(index);
    }
    if (commaAfter && (index == 0 || commaBefore(index))) {
      return removeWithCommaAfter(index);
    }
    return last && index > 0 && commaBefore(index)
        ? removeWithCommaBefore(index)
        : removeAlone(index);
  }

  private String removeWithCommaBefore(int index) {
    Gap lead = before(index);
    Gap tail = after(index);
    Gap beforeComma = after(index - 1);
    int comma = items.get(index - 1).comma().getAsInt();
    Edit edit = new Edit(sql);
    if (lead.breaks()) {
      edit.delete(comma, comma + 1).delete(lead.lineStart(tail.breaks()), tail.lineEnd());
    } else if (beforeComma.breaks() && !beforeComma.commentOnLastLine()) {
      edit.delete(beforeComma.lineStart(tail.breaks()), tail.lineEnd());
    } else if (lead.hasComments()) {
      edit.delete(comma, comma + 1).delete(lead.afterComments(), tail.commentEnd());
    } else {
      edit.delete(comma, tail.commentEnd());
    }
    return edit.apply();
  }

  private String removeWithCommaAfter(int index) {
    Span span = items.get(index).span();
    int comma = items.get(index).comma().getAsInt();
    Gap lead = before(index);
    Gap tail = after(index);
    Gap next = before(index + 1);
    Edit edit = new Edit(sql);
    if (tail.breaks()) {
      Gap rest = new Gap(sql, tail.firstBreak().getAsInt(), comma);
      if (rest.hasComments()) {
        edit.delete(span.start(), tail.lineEnd()).delete(comma, next.afterSpace(comma + 1));
      } else {
        edit.delete(span.start(), next.afterSpace(comma + 1));
      }
    } else if (next.breaks()) {
      edit.delete(
          lead.breaks() ? lead.lineStart(true) : lead.afterComments(),
          next.firstBreak().getAsInt());
    } else {
      edit.delete(span.start(), next.afterSpace(comma + 1));
    }
    return edit.apply();
  }

  private String removeAlone(int index) {
    Gap lead = before(index);
    Gap tail = after(index);
    int from = lead.breaks() ? lead.lineStart(tail.breaks()) : lead.afterComments();
    return new Edit(sql).delete(from, tail.lineEnd()).apply();
  }

  private boolean commaBefore(int index) {
    return items.get(index - 1).comma().isPresent();
  }

  /** What is between an item and the comma, parenthesis or item before it. */
  private Gap before(int index) {
    int start = inside.start();
    if (index > 0) {
      TableParts.Item previous = items.get(index - 1);
      start =
          previous.comma().isPresent() ? previous.comma().getAsInt() + 1 : previous.span().end();
    }
    return new Gap(sql, start, items.get(index).span().start());
  }

  /** What is between an item and the comma, parenthesis or item behind it. */
  private Gap after(int index) {
    TableParts.Item item = items.get(index);
    int end = index + 1 < items.size() ? items.get(index + 1).span().start() : inside.end();
    return new Gap(sql, item.span().end(), item.comma().orElse(end));
  }

  private String space(int from) {
    int at = from;
    while (Characters.space(sql.charAt(at))) {
      at++;
    }
    return sql.substring(from, at);
  }
}
