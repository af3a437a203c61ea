package dev.retort.op;

import dev.retort.schema.Name;
import dev.retort.schema.Presence;
import dev.retort.schema.Schema;
import dev.retort.schema.Trigger;
import java.util.Optional;
import java.util.Set;

/**
 * A trigger becomes another of the same name.
 *
 * @param trigger the new trigger
 */
public record ReplaceTrigger(Trigger trigger) implements Operation {
  @Override
  public String describe() {
    return "replace trigger " + trigger.name() + " on " + trigger.table();
  }

  @Override
  public Optional<Name> about() {
    return Optional.of(trigger.table());
  }

  @Override
  public Effect apply(Schema before) {
    String action = "replaces trigger " + trigger.name();
    if (before.triggerPresence(trigger.name()) == Presence.ABSENT) {
      return Effect.refused(before, Lookup.unknownTrigger(before, action, trigger.name()));
    }
    if (before.presence(trigger.table()) == Presence.ABSENT) {
      return Effect.refused(before, Lookup.unknownTable(before, action, trigger.table()));
    }
    return Effect.of(before.with(trigger));
  }

  @Override
  public Inverse inverse(Schema before) {
    Trigger replaced = before.triggers().get(trigger.name());
    return replaced == null
        ? new Inverse.None(
            "it replaces trigger " + trigger.name() + ", and what that was is not known")
        : Inverse.of(new ReplaceTrigger(replaced));
  }

  @Override
  public Set<Name> touches() {
    return Set.of(trigger.name());
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.replaceTrigger(this);
  }
}
