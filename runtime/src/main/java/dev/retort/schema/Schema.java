package dev.retort.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of a database's tables, views, indexes and triggers: of each name whether it is
 * there, is not there, or may be there.
 *
 * <p>An operation takes a schema to the schema after it. What could not be read makes it open: then
 * what is not listed may be there.
 *
 * @param objects the tables, views and indexes that are there, by name
 * @param triggers the triggers that are there, by name
 * @param extent whether these are all
 * @param absent names that are not there although the schema is open
 * @param fresh tables that the revision under way has made, and that hold no rows of before it
 * @param unsure names of which not all is known, of objects and triggers: one that is not listed
 *     may be there although the schema is complete, and one that is may be twice, once temporarily
 */
public record Schema(
    Map<Name, SchemaObject> objects,
    Map<Name, Trigger> triggers,
    Extent extent,
    Set<Name> absent,
    Set<Name> fresh,
    Set<Name> unsure) {

  /** Copies the maps and sets, sorted by name. */
  public Schema {
    // Sorted ones, since those are copied in linear time.
    objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    triggers = Collections.unmodifiableSortedMap(new TreeMap<>(triggers));
    absent = Collections.unmodifiableSortedSet(new TreeSet<>(absent));
    fresh = Collections.unmodifiableSortedSet(new TreeSet<>(fresh));
    unsure = Collections.unmodifiableSortedSet(new TreeSet<>(unsure));
  }

  /**
   * Returns the schema of an empty database.
   *
   * @return the schema
   */
  public static Schema empty() {
    return new Schema(Map.of(), Map.of(), Extent.COMPLETE, Set.of(), Set.of(), Set.of());
  }

  /**
   * Returns the schema of a database of which nothing is known.
   *
   * @return the schema
   */
  public static Schema open() {
    return new Schema(Map.of(), Map.of(), Extent.OPEN, Set.of(), Set.of(), Set.of());
  }

  /**
   * Returns a complete schema.
   *
   * @param objects tables, views and indexes
   * @param triggers triggers
   * @return the schema
   */
  public static Schema of(Iterable<? extends SchemaObject> objects, Iterable<Trigger> triggers) {
    Map<Name, SchemaObject> named = new TreeMap<>();
    objects.forEach(object -> named.put(object.name(), object));
    Map<Name, Trigger> fired = new TreeMap<>();
    triggers.forEach(trigger -> fired.put(trigger.name(), trigger));
    return new Schema(named, fired, Extent.COMPLETE, Set.of(), Set.of(), Set.of());
  }

  /**
   * Says whether a table, view or index of a name is there.
   *
   * @param name its name
   * @return what is known of it
   */
  public Presence presence(Name name) {
    if (objects.containsKey(name)) {
      return Presence.KNOWN;
    }
    return unlisted(name);
  }

  /**
   * Says whether a trigger of a name is there.
   *
   * @param name its name
   * @return what is known of it
   */
  public Presence triggerPresence(Name name) {
    if (triggers.containsKey(name)) {
      return Presence.KNOWN;
    }
    return extent == Extent.OPEN || unsure.contains(name) ? Presence.MAYBE : Presence.ABSENT;
  }

  private Presence unlisted(Name name) {
    boolean possible = extent == Extent.OPEN && !absent.contains(name);
    return possible || unsure.contains(name) ? Presence.MAYBE : Presence.ABSENT;
  }

  /**
   * Returns the object of a name.
   *
   * @param name its name
   * @return the object, or empty when none is known
   */
  public Optional<SchemaObject> object(Name name) {
    return Optional.ofNullable(objects.get(name));
  }

  /**
   * Returns a table.
   *
   * @param name its name
   * @return the table, or empty when no table of that name is known
   */
  public Optional<Table> table(Name name) {
    return objects.get(name) instanceof Table table ? Optional.of(table) : Optional.empty();
  }

  /**
   * Returns all objects of a kind.
   *
   * @param kind for example {@code Index.class}
   * @param <O> the kind
   * @return sorted by name
   */
  public <O extends SchemaObject> List<O> all(Class<O> kind) {
    return objects.values().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * Returns the known indexes of a table.
   *
   * @param table its name
   * @return sorted by name
   */
  public List<Index> indexesOn(Name table) {
    return all(Index.class).stream().filter(index -> index.table().equals(table)).toList();
  }

  /**
   * Returns the known triggers of a table or view.
   *
   * @param table its name
   * @return sorted by name
   */
  public List<Trigger> triggersOn(Name table) {
    return triggers.values().stream().filter(trigger -> trigger.table().equals(table)).toList();
  }

  /**
   * Returns this schema with an object, new or in the place of the one of that name.
   *
   * @param object a table, view or index
   * @return the changed copy
   */
  public Schema with(SchemaObject object) {
    Map<Name, SchemaObject> changed = new TreeMap<>(objects);
    changed.remove(object.name());
    changed.put(object.name(), object);
    return new Schema(changed, triggers, extent, less(absent, object.name()), fresh, unsure);
  }

  /**
   * Returns this schema with a trigger, new or in the place of the one of that name.
   *
   * @param trigger the trigger
   * @return the changed copy
   */
  public Schema with(Trigger trigger) {
    Map<Name, Trigger> changed = new TreeMap<>(triggers);
    changed.remove(trigger.name());
    changed.put(trigger.name(), trigger);
    return new Schema(objects, changed, extent, absent, fresh, unsure);
  }

  /**
   * Returns this schema without an object, and without the indexes and triggers that go with it.
   *
   * @param name the name of a table, view or index
   * @return the changed copy
   */
  public Schema without(Name name) {
    Map<Name, SchemaObject> fewer = new TreeMap<>(objects);
    fewer.remove(name);
    fewer.values().removeIf(object -> object instanceof Index index && index.table().equals(name));
    Map<Name, Trigger> silenced = new TreeMap<>(triggers);
    silenced.values().removeIf(trigger -> trigger.table().equals(name));
    Set<Name> gone = new TreeSet<>(absent);
    if (extent == Extent.OPEN) {
      gone.add(name);
    }
    return new Schema(fewer, silenced, extent, gone, less(fresh, name), less(unsure, name));
  }

  /**
   * Returns this schema without a trigger.
   *
   * @param name its name
   * @return the changed copy
   */
  public Schema withoutTrigger(Name name) {
    Map<Name, Trigger> fewer = new TreeMap<>(triggers);
    fewer.remove(name);
    return new Schema(objects, fewer, extent, absent, fresh, unsure);
  }

  /**
   * Returns this schema when something may have been done to a table or another object: it may be
   * there or not, with whatever is on it.
   *
   * @param name its name
   * @return the changed copy
   */
  public Schema unsure(Name name) {
    Set<Name> more = new TreeSet<>(unsure);
    more.add(name);
    indexesOn(name).forEach(index -> more.add(index.name()));
    triggersOn(name).forEach(trigger -> more.add(trigger.name()));
    Schema fewer = without(name).withoutTrigger(name);
    return new Schema(
        fewer.objects, fewer.triggers, extent, less(fewer.absent, name), fewer.fresh, more);
  }

  private static Set<Name> less(Set<Name> names, Name name) {
    Set<Name> fewer = new TreeSet<>(names);
    fewer.remove(name);
    return fewer;
  }

  /**
   * Returns this schema with a table that the revision under way has made.
   *
   * @param table the table
   * @return the changed copy
   */
  public Schema withFresh(Table table) {
    Schema with = with(table);
    Set<Name> more = new HashSet<>(fresh);
    more.add(table.name());
    return new Schema(with.objects, triggers, extent, with.absent, more, with.unsure);
  }

  /**
   * Returns this schema after a table was renamed: its indexes, and the foreign keys that reference
   * it, follow. Triggers are kept by their SQL, which the database rewrites.
   *
   * @param from the old name
   * @param to the new name
   * @return the changed copy
   */
  public Schema tableRenamed(Name from, Name to) {
    List<SchemaObject> changed = new ArrayList<>();
    for (SchemaObject object : objects.values()) {
      changed.add(afterRename(object, from, to));
    }
    Map<Name, SchemaObject> named = new TreeMap<>();
    changed.forEach(object -> named.put(object.name(), object));
    Map<Name, Trigger> moved = new TreeMap<>(triggers);
    moved.replaceAll(
        (name, trigger) ->
            trigger.table().equals(from) ? new Trigger(name, to, trigger.sql()) : trigger);
    Set<Name> gone = new TreeSet<>(absent);
    gone.remove(to);
    if (extent == Extent.OPEN) {
      gone.add(from);
    }
    Set<Name> stillFresh = new HashSet<>(fresh);
    if (stillFresh.remove(from)) {
      stillFresh.add(to);
    }
    Set<Name> possible = less(less(unsure, from), to);
    if (!objects.containsKey(from)) {
      possible.add(to);
    }
    return new Schema(named, moved, extent, gone, stillFresh, possible);
  }

  private static SchemaObject afterRename(SchemaObject object, Name from, Name to) {
    if (object instanceof Table table) {
      return table.name().equals(from) ? table.renamed(to) : table.referencesRenamed(from, to);
    } else if (object instanceof Index index && index.table().equals(from)) {
      return index.tableRenamed(to);
    } else if (object instanceof VirtualTable virtual && virtual.name().equals(from)) {
      return new VirtualTable(to, virtual.module(), virtual.arguments());
    }
    return object;
  }

  /**
   * Returns this schema at the end of a revision: no table is fresh any more.
   *
   * @return the changed copy
   */
  public Schema settled() {
    return fresh.isEmpty() ? this : new Schema(objects, triggers, extent, absent, Set.of(), unsure);
  }
}
