package dev.retort.op;

import dev.retort.schema.Index;
import dev.retort.schema.Name;
import dev.retort.schema.Schema;
import java.util.Set;

/**
 * An index goes.
 *
 * @param index its name
 */
public record DropIndex(Name index) implements Operation {
  @Override
  public String describe() {
    return "drop index " + index;
  }

  @Override
  public Effect apply(Schema before) {
    return Lookup.required(before, "drops index " + index, index, Index.class, "index")
        .map(problem -> Effect.refused(before, problem))
        .orElseGet(() -> Effect.of(before.without(index)));
  }

  @Override
  public Inverse inverse(Schema before) {
    return before.object(index).orElse(null) instanceof Index dropped
        ? Inverse.of(new CreateIndex(dropped))
        : new Inverse.None("it drops index " + index + ", and what that was is not known");
  }

  @Override
  public Set<Name> touches() {
    return Set.of(index);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.dropIndex(this);
  }
}
