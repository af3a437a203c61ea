package dev.retort.sqlite;

import dev.retort.schema.Drift;
import dev.retort.schema.Drift.Difference;
import dev.retort.schema.Name;
import dev.retort.sqlite.SchemaDescription.Described;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a database has, read in one go, so that no lock is held while revisions are played.
 *
 * @param described its objects by their words in lower case
 * @param broken those that name what is not there, with what SQLite says
 * @param historyColumns the columns of a history
 */
record LiveSchema(
    Map<String, Described> described, Map<String, String> broken, Set<String> historyColumns) {

  static LiveSchema of(Connection connection, Set<String> historyColumns) throws SQLException {
    Query.run(connection, "BEGIN");
    try (SchemaCopy copy = SchemaCopy.of(connection)) {
      return new LiveSchema(
          SchemaDescription.of(connection, historyColumns), BrokenObjects.in(copy), historyColumns);
    } finally {
      Query.run(connection, "ROLLBACK");
    }
  }

  /** Returns the table or view of a name. */
  Optional<StoredObject> found(Name name) {
    return described.values().stream()
        .filter(each -> each.name().equals(name))
        .map(Described::stored)
        .filter(each -> each.type().equals("table") || each.type().equals("view"))
        .findFirst();
  }

  /** Compares a replay with this. */
  Drift drift(Connection replay, Certainty certainty) throws SQLException {
    Map<String, Described> said = SchemaDescription.of(replay, historyColumns);
    List<Difference> differences = new ArrayList<>();
    List<Drift.Doubtful> doubtful = new ArrayList<>();
    List<Drift.Unchecked> unchecked = new ArrayList<>();
    List<String> unspoken = new ArrayList<>();
    said.forEach(
        (words, object) -> {
          Name name = object.name();
          Optional<Described> there = Optional.ofNullable(described.get(words));
          Optional<String> unknown = certainty.whyUnknown(name);
          if (certainty.isLent(name) || isGoneWithTable(object, said)) {
            return;
          } else if (unknown.isPresent()) {
            unchecked.add(new Drift.Unchecked(object.fact().label(), unknown.get()));
            return;
          }
          Optional<String> doubt = certainty.whyDoubtful(name);
          for (Difference each : differences(object, there)) {
            if (doubt.isPresent()) {
              doubtful.add(new Drift.Doubtful(each, doubt.get()));
            } else {
              differences.add(each);
            }
          }
        });
    described.forEach(
        (words, object) -> {
          Name name = object.name();
          Optional<String> unheard = certainty.whyUnheard(name);
          if (said.containsKey(words) && !certainty.isLent(name)) {
            return;
          } else if (unheard.isPresent()) {
            unchecked.add(new Drift.Unchecked(object.fact().label(), unheard.get()));
          } else if (certainty.isGone(name)) {
            differences.add(superfluous(object));
          } else {
            unspoken.add(object.fact().label());
          }
        });
    return new Drift(differences, doubtful, unchecked, unspoken, brokenObjects());
  }

  private List<Drift.Broken> brokenObjects() {
    return broken.entrySet().stream()
        .map(each -> new Drift.Broken(each.getKey(), each.getValue()))
        .toList();
  }

  /** Says whether an index or a trigger is missing because its table is. */
  private boolean isGoneWithTable(Described object, Map<String, Described> said) {
    Name table = Name.found(object.stored().table());
    return !table.equals(object.name())
        && !described.values().stream().anyMatch(each -> each.name().equals(table))
        && said.values().stream().anyMatch(each -> each.name().equals(table));
  }

  private static List<Difference> differences(Described said, Optional<Described> there) {
    return there.isPresent()
        ? said.fact().differences(there.get().fact())
        : List.of(
            new Difference(
                said.fact().label(), Optional.of(said.fact().shown()), Optional.empty()));
  }

  private static Difference superfluous(Described object) {
    return new Difference(
        object.fact().label(), Optional.empty(), Optional.of(object.fact().shown()));
  }
}
