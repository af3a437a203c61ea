package dev.retort.processor.agreement;

import dev.retort.op.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One call of {@code op}, as source and as code: a template and the names in it.
 *
 * @param template what kind of call
 * @param names the names that it is given
 */
record Line(Template template, List<String> names) {
  Line {
    names = List.copyOf(names);
  }

  /** A kind of call. */
  record Template(
      String kind,
      String roles,
      Function<List<String>, String> source,
      BiConsumer<Op, List<String>> code) {}

  String source() {
    return template.source().apply(names);
  }

  void run(Op op) {
    template.code().accept(op, names);
  }

  Line with(int at, String name) {
    List<String> changed = new ArrayList<>(names);
    changed.set(at, name);
    return new Line(template, changed);
  }

  @Override
  public String toString() {
    return source();
  }
}
