package dev.retort.op;

import dev.retort.schema.Name;
import dev.retort.schema.Schema;
import dev.retort.schema.Trigger;
import dev.retort.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A view goes, and its triggers with it.
 *
 * @param view its name
 */
public record DropView(Name view) implements Operation {
  @Override
  public String describe() {
    return "drop view " + view;
  }

  @Override
  public Effect apply(Schema before) {
    return Lookup.required(before, "drops view " + view, view, View.class, "view")
        .map(problem -> Effect.refused(before, problem))
        .orElseGet(() -> Effect.of(before.without(view)));
  }

  @Override
  public Inverse inverse(Schema before) {
    if (!(before.object(view).orElse(null) instanceof View dropped)) {
      return new Inverse.None("it drops view " + view + ", and what that was is not known");
    }
    List<Operation> operations = new ArrayList<>();
    operations.add(new CreateView(dropped));
    for (Trigger trigger : before.triggersOn(view)) {
      operations.add(new CreateTrigger(trigger));
    }
    return new Inverse.Known(operations);
  }

  @Override
  public Set<Name> touches() {
    return Set.of(view);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.dropView(this);
  }
}
