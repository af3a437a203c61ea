package dev.retort.processor.declared;

import java.util.List;
import java.util.Optional;

/** The longest package that holds all revisions. */
final class CommonPackage {
  private CommonPackage() {}

  /** Returns it, or nothing when there is none; the unnamed one only when all are in it. */
  static Optional<String> of(List<DeclaredRevision> revisions) {
    String common = revisions.get(0).type().packageName();
    for (DeclaredRevision revision : revisions) {
      String next = revision.type().packageName();
      if (common.isEmpty() != next.isEmpty()) {
        return Optional.empty();
      }
      while (!holds(common, next)) {
        int dot = common.lastIndexOf('.');
        if (dot < 0) {
          return Optional.empty();
        }
        common = common.substring(0, dot);
      }
    }
    return Optional.of(common);
  }

  private static boolean holds(String outer, String name) {
    return outer.equals(name) || name.startsWith(outer + ".");
  }
}
