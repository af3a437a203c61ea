package dev.retort.sqlite.text;

/** A stretch of a text: from {@code start} to {@code end}, exclusive. */
record Span(int start, int end) {
  String of(String sql) {
    return sql.substring(start, end);
  }

  boolean isEmpty() {
    return start == end;
  }
}
