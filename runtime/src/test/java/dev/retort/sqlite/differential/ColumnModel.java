package dev.retort.sqlite.differential;

import dev.retort.schema.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A column of the generator's own picture of a table.
 *
 * @param id which one it is, whatever its name is now
 * @param name its name
 * @param declared the name as it is written where the column is declared
 * @param reference the name as it is written where it is referred to
 * @param type the declared type, empty for none
 * @param clauses its clauses in order
 * @param before what stands before it: whitespace and comments
 * @param tail what stands behind its comma: a comment of its line
 * @param origin where its values come from
 * @param chosen the type it was given by a change
 */
record ColumnModel(
    int id,
    String name,
    String declared,
    String reference,
    String type,
    List<Clause> clauses,
    String before,
    String tail,
    Origin origin,
    Optional<TypeChoice> chosen) {

  ColumnModel {
    clauses = List.copyOf(clauses);
  }

  /** Returns a column as Retort writes one. */
  static ColumnModel added(
      int id, String name, TypeChoice type, List<Clause> clauses, Origin from) {
    String quoted = Name.of(name).sql();
    return new ColumnModel(
        id, name, quoted, quoted, type.loose(), clauses, " ", "", from, Optional.of(type));
  }

  ColumnModel renamed(String to) {
    String quoted = Name.of(to).sql();
    return new ColumnModel(id, to, quoted, quoted, type, clauses, before, tail, origin, chosen);
  }

  ColumnModel typed(String to) {
    return new ColumnModel(
        id, name, declared, reference, to, clauses, before, tail, origin, chosen);
  }

  ColumnModel choosing(TypeChoice choice) {
    return new ColumnModel(
        id, name, declared, reference, type, clauses, before, tail, origin, Optional.of(choice));
  }

  ColumnModel from(UnaryOperator<Origin> change) {
    return new ColumnModel(
        id, name, declared, reference, type, clauses, before, tail, change.apply(origin), chosen);
  }

  ColumnModel with(List<Clause> changed) {
    return new ColumnModel(
        id, name, declared, reference, type, changed, before, tail, origin, chosen);
  }

  ColumnModel laidOut(String spaceBefore, String commentBehind) {
    return new ColumnModel(
        id, name, declared, reference, type, clauses, spaceBefore, commentBehind, origin, chosen);
  }

  boolean has(Clause.Kind kind) {
    return clauses.stream().anyMatch(clause -> clause.kind() == kind);
  }

  boolean isGenerated() {
    return has(Clause.Kind.GENERATED);
  }

  ColumnModel without(Clause.Kind kind) {
    return with(clauses.stream().filter(clause -> clause.kind() != kind).toList());
  }

  ColumnModel plus(Clause clause) {
    List<Clause> more = new ArrayList<>(clauses);
    more.add(clause);
    return with(more);
  }

  /** Gives the last clause of a kind other words, or appends one. */
  ColumnModel saying(Clause.Kind kind, String body) {
    if (!has(kind)) {
      return plus(Clause.of(kind, body, List.of()));
    }
    List<Clause> changed = new ArrayList<>(clauses);
    for (int at = changed.size() - 1; at >= 0; at--) {
      if (changed.get(at).kind() == kind) {
        changed.set(at, changed.get(at).saying(body));
        break;
      }
    }
    return with(changed);
  }

  /** Returns the definition with columns as {@code {3}}. */
  String template() {
    StringBuilder text = new StringBuilder(declared);
    if (!type.isEmpty()) {
      text.append(' ').append(type);
    }
    clauses.forEach(clause -> text.append(clause.gap()).append(clause.template()));
    return text.toString();
  }
}
