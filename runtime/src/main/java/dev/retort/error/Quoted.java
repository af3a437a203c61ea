package dev.retort.error;

import java.util.List;

/** Ids as a message says them. */
final class Quoted {
  private Quoted() {}

  /** Returns for example {@code revision "r1"} or {@code revisions "r1", "r2"}. */
  static String revisions(List<String> ids) {
    return (ids.size() == 1 ? "revision " : "revisions ") + ids(ids);
  }

  /** Returns for example {@code "r1", "r2"}. */
  static String ids(List<String> ids) {
    return "\"" + String.join("\", \"", ids) + "\"";
  }
}
