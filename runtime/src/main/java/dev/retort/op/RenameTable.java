package dev.retort.op;

import dev.retort.schema.Name;
import dev.retort.schema.Presence;
import dev.retort.schema.Schema;
import dev.retort.schema.SchemaObject;
import dev.retort.schema.Table;
import dev.retort.schema.VirtualTable;
import java.util.Optional;
import java.util.Set;

/**
 * A table gets another name; indexes, triggers, views and foreign keys follow.
 *
 * @param from the old name
 * @param to the new name
 */
public record RenameTable(Name from, Name to) implements Operation {
  @Override
  public String describe() {
    return "rename table " + from + " to " + to;
  }

  @Override
  public Optional<Name> about() {
    return Optional.of(from);
  }

  @Override
  public Effect apply(Schema before) {
    String action = "renames table " + from + " to " + to;
    if (before.presence(from) == Presence.ABSENT) {
      return Effect.refused(before, Lookup.unknownTable(before, action, from));
    }
    Optional<SchemaObject> found = before.object(from);
    if (found.isPresent()
        && !(found.get() instanceof Table)
        && !(found.get() instanceof VirtualTable)) {
      return Effect.refused(before, new SchemaProblem.OtherKind(action, from, found.get().kind()));
    }
    if (!from.equals(to) && before.presence(to) == Presence.KNOWN) {
      return Effect.refused(before, Lookup.taken(before, action, to));
    }
    return Effect.of(before.tableRenamed(from, to));
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new RenameTable(to, from));
  }

  @Override
  public Set<Name> touches() {
    return Set.of(from);
  }

  @Override
  public boolean touchesRows() {
    return true;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.renameTable(this);
  }
}
