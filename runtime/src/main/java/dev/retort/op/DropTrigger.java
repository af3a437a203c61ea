package dev.retort.op;

import dev.retort.schema.Name;
import dev.retort.schema.Presence;
import dev.retort.schema.Schema;
import dev.retort.schema.Trigger;
import java.util.Set;

/**
 * A trigger goes.
 *
 * @param trigger its name
 */
public record DropTrigger(Name trigger) implements Operation {
  @Override
  public String describe() {
    return "drop trigger " + trigger;
  }

  @Override
  public Effect apply(Schema before) {
    if (before.triggerPresence(trigger) == Presence.ABSENT) {
      return Effect.refused(
          before, Lookup.unknownTrigger(before, "drops trigger " + trigger, trigger));
    }
    return Effect.of(before.withoutTrigger(trigger));
  }

  @Override
  public Inverse inverse(Schema before) {
    Trigger dropped = before.triggers().get(trigger);
    return dropped == null
        ? new Inverse.None("it drops trigger " + trigger + ", and what that was is not known")
        : Inverse.of(new CreateTrigger(dropped));
  }

  @Override
  public Set<Name> touches() {
    return Set.of(trigger);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.dropTrigger(this);
  }
}
