package dev.retort.op;

import dev.retort.schema.Name;
import dev.retort.schema.Schema;
import dev.retort.schema.View;
import java.util.Set;

/**
 * A view becomes another of the same name; its triggers stay.
 *
 * @param view the new view
 */
public record ReplaceView(View view) implements Operation {
  @Override
  public String describe() {
    return "replace view " + view.name();
  }

  @Override
  public Effect apply(Schema before) {
    return Lookup.required(before, "replaces view " + view.name(), view.name(), View.class, "view")
        .map(problem -> Effect.refused(before, problem))
        .orElseGet(() -> Effect.of(before.with(view)));
  }

  @Override
  public Inverse inverse(Schema before) {
    return before.object(view.name()).orElse(null) instanceof View replaced
        ? Inverse.of(new ReplaceView(replaced))
        : new Inverse.None("it replaces view " + view.name() + ", and what that was is not known");
  }

  @Override
  public Set<Name> touches() {
    return Set.of(view.name());
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.replaceView(this);
  }
}
