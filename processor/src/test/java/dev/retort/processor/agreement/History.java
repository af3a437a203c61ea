package dev.retort.processor.agreement;

import dev.retort.RegisteredRevision;
import dev.retort.RevisionRegistry;
import dev.retort.op.Migration;
import java.util.ArrayList;
import java.util.List;

/**
 * A history of revisions, one behind the other.
 *
 * @param revisions the calls of each
 */
record History(List<List<Line>> revisions) {
  History {
    revisions = List.copyOf(revisions);
  }

  History with(List<Line> revision) {
    List<List<Line>> more = new ArrayList<>(revisions);
    more.add(List.copyOf(revision));
    return new History(more);
  }

  History replaced(int at, List<Line> revision) {
    List<List<Line>> changed = new ArrayList<>(revisions);
    changed.set(at, List.copyOf(revision));
    return new History(changed);
  }

  RevisionRegistry registry() {
    List<RegisteredRevision> registered = new ArrayList<>();
    for (int at = 0; at < revisions.size(); at++) {
      List<Line> lines = revisions.get(at);
      Migration migration = op -> lines.forEach(line -> line.run(op));
      registered.add(RegisteredRevision.of(id(at), down(at), () -> migration));
    }
    return RevisionRegistry.of(registered.toArray(RegisteredRevision[]::new));
  }

  static String id(int at) {
    return "r" + (at + 1);
  }

  private static List<String> down(int at) {
    return at == 0 ? List.of() : List.of(id(at - 1));
  }

  /** Returns the sources, with one class per revision. */
  String source() {
    StringBuilder source = new StringBuilder("package history;\n\n").append(Templates.IMPORTS);
    source.append("\nclass History {\n");
    for (int at = 0; at < revisions.size(); at++) {
      source.append("  @Revision(id = \"").append(id(at)).append("\", destructive = true");
      for (String down : down(at)) {
        source.append(", down = \"").append(down).append("\"");
      }
      source.append(")\n  static final class ").append(id(at).toUpperCase(java.util.Locale.ROOT));
      source.append(" implements Migration {\n    @Override\n    public void upgrade(Op op) {\n");
      revisions.get(at).forEach(line -> source.append("      ").append(line.source()).append('\n'));
      source.append("    }\n  }\n\n");
    }
    return source.append("}\n").toString();
  }

  /** Returns the revision that a line of the sources belongs to. */
  int revisionAt(long line) {
    List<String> lines = source().lines().limit(line).toList();
    int revision = -1;
    for (String each : lines) {
      revision += each.contains("@Revision(") ? 1 : 0;
    }
    return revision;
  }
}
