package dev.retort.op;

import dev.retort.schema.Presence;
import dev.retort.schema.Schema;
import dev.retort.schema.View;

/**
 * A new view.
 *
 * @param view the view
 */
public record CreateView(View view) implements Operation {
  @Override
  public String describe() {
    return "create view " + view.name();
  }

  @Override
  public Effect apply(Schema before) {
    if (before.presence(view.name()) == Presence.KNOWN) {
      return Effect.refused(
          before, Lookup.taken(before, "creates view " + view.name(), view.name()));
    }
    return Effect.of(before.with(view));
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new DropView(view.name()));
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.createView(this);
  }
}
