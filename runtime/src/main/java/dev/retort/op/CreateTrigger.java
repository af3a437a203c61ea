package dev.retort.op;

import dev.retort.schema.Name;
import dev.retort.schema.Presence;
import dev.retort.schema.Schema;
import dev.retort.schema.Trigger;
import java.util.Optional;

/**
 * A new trigger.
 *
 * @param trigger the trigger
 */
public record CreateTrigger(Trigger trigger) implements Operation {
  @Override
  public String describe() {
    return "create trigger " + trigger.name() + " on " + trigger.table();
  }

  @Override
  public Optional<Name> about() {
    return Optional.of(trigger.table());
  }

  @Override
  public Effect apply(Schema before) {
    String action = "creates trigger " + trigger.name() + " on " + trigger.table();
    if (before.triggerPresence(trigger.name()) == Presence.KNOWN) {
      return Effect.refused(
          before, new SchemaProblem.DuplicateName(action, trigger.name(), "trigger"));
    }
    if (before.presence(trigger.table()) == Presence.ABSENT) {
      return Effect.refused(before, Lookup.unknownTable(before, action, trigger.table()));
    }
    return Effect.of(before.with(trigger));
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new DropTrigger(trigger.name()));
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.createTrigger(this);
  }
}
