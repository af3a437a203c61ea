package dev.retort.sqlite;

import dev.retort.schema.Drift;
import dev.retort.schema.Drift.Difference;
import dev.retort.schema.Name;
import dev.retort.sqlite.SchemaDescription.Described;
import dev.retort.sqlite.SchemaDescription.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What revisions say of a schema, compared with what is there, as far as they tell. */
final class SchemaComparison {
  private final LiveSchema live;
  private final Map<Identity, Described> said;
  private final Certainty certainty;
  private final List<Difference> differences = new ArrayList<>();
  private final List<Drift.Doubtful> doubtful = new ArrayList<>();
  private final List<Drift.Unchecked> unchecked = new ArrayList<>();
  private final List<String> unspoken = new ArrayList<>();

  SchemaComparison(LiveSchema live, Map<Identity, Described> said, Certainty certainty) {
    this.live = live;
    this.said = said;
    this.certainty = certainty;
  }

  Drift drift() {
    said.forEach(
        (identity, object) -> {
          if (!certainty.isLent(object.name()) && !isGoneWithTable(object)) {
            compare(object, Optional.ofNullable(live.described().get(identity)));
          }
        });
    live.described()
        .forEach(
            (identity, object) -> {
              if (!said.containsKey(identity) || certainty.isLent(object.name())) {
                note(object);
              }
            });
    List<Drift.Broken> broken =
        live.broken().entrySet().stream()
            .map(each -> new Drift.Broken(each.getKey(), each.getValue()))
            .toList();
    return new Drift(differences, doubtful, unchecked, unspoken, broken);
  }

  /** Compares an object that the revisions say. */
  private void compare(Described object, Optional<Described> there) {
    Optional<String> unknown = certainty.whyUnknown(object.name());
    if (unknown.isPresent()) {
      unchecked.add(new Drift.Unchecked(object.fact().label(), unknown.get()));
      return;
    }
    Optional<String> doubt = certainty.whyDoubtful(object.name());
    for (Difference each : differences(object, there)) {
      if (doubt.isPresent()) {
        doubtful.add(new Drift.Doubtful(each, doubt.get()));
      } else {
        differences.add(each);
      }
    }
  }

  /** Takes note of an object that the revisions do not say. */
  private void note(Described object) {
    Name name = object.name();
    String label = object.fact().label();
    Optional<String> unheard = certainty.whyUnheard(name);
    if (unheard.isPresent()) {
      unchecked.add(new Drift.Unchecked(label, unheard.get()));
    } else if (certainty.isGone(name)) {
      differences.add(new Difference(label, Optional.empty(), Optional.of(object.fact().shown())));
    } else {
      unspoken.add(label);
    }
  }

  /** Says whether an index or a trigger is missing because its table is, which is said already. */
  private boolean isGoneWithTable(Described object) {
    Name table = Name.found(object.stored().table());
    return !table.equals(object.name())
        && live.described().values().stream().noneMatch(each -> each.name().equals(table))
        && said.values().stream().anyMatch(each -> each.name().equals(table));
  }

  private static List<Difference> differences(Described said, Optional<Described> there) {
    return there.isPresent()
        ? said.fact().differences(there.get().fact())
        : List.of(
            new Difference(
                said.fact().label(), Optional.of(said.fact().shown()), Optional.empty()));
  }
}
