package dev.retort.sqlite;

import dev.retort.plan.Step;
import dev.retort.schema.AddElement;
import dev.retort.schema.AlterColumn;
import dev.retort.schema.Column;
import dev.retort.schema.Name;
import dev.retort.schema.Nullability;
import dev.retort.schema.PrimaryKey;
import dev.retort.schema.TableChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the values of a rebuilt table come from: for each column the expression over the old row,
 * and which columns must be looked at before or after the copy.
 */
final class RowSources {
  private final Name table;
  private final Map<Name, String> conversions = new LinkedHashMap<>();
  private final Map<Name, String> backfills = new LinkedHashMap<>();
  private final Map<Name, String> defaults = new LinkedHashMap<>();
  private final Set<Name> keyed = new LinkedHashSet<>();
  private final Set<Name> generated = new LinkedHashSet<>();
  private final Set<Name> redefaulted = new LinkedHashSet<>();
  private final Set<Name> notNull = new LinkedHashSet<>();
  private final Set<Name> added = new LinkedHashSet<>();

  RowSources(Name table) {
    this.table = table;
  }

  /** Takes note of a change; columns have the names they have at the end. */
  void note(TableChange change) {
    if (change instanceof AddElement add && add.element() instanceof Column<?> column) {
      added.add(column.name());
      column.fallback().ifPresent(first -> defaults.put(column.name(), first.sql()));
      if (column.generation().isPresent()) {
        generated.add(column.name());
      }
      add.backfill().ifPresent(sql -> backfills.put(column.name(), sql));
    } else if (change instanceof AddElement add && add.element() instanceof PrimaryKey key) {
      notNull.addAll(key.columns());
      keyed.addAll(key.columns());
    } else if (change instanceof AlterColumn<?> alter) {
      note(alter);
    } else if (change instanceof TableChange.DropColumn drop) {
      forget(drop.column());
    }
  }

  private void note(AlterColumn<?> alter) {
    Name column = alter.column();
    alter.conversion().ifPresent(sql -> conversions.put(column, sql));
    alter.backfill().ifPresent(sql -> backfills.put(column, sql));
    if (alter.fallback().isPresent()) {
      redefaulted.add(column);
    }
    if (alter.nullability().isPresent()) {
      if (alter.nullability().get() == Nullability.NOT_NULL) {
        notNull.add(column);
      } else {
        notNull.remove(column);
      }
    }
  }

  private void forget(Name column) {
    conversions.remove(column);
    defaults.remove(column);
    redefaulted.remove(column);
    backfills.remove(column);
    notNull.remove(column);
    added.remove(column);
  }

  /** Returns the expression that gives a column its value; none where its default does. */
  Optional<String> expression(Name column) {
    Optional<String> backfill = Optional.ofNullable(backfills.get(column));
    if (added.contains(column)) {
      // A default that changes again is that of the rows that are there all the same.
      Optional<String> first =
          redefaulted.contains(column)
              ? Optional.ofNullable(defaults.get(column))
              : Optional.empty();
      return backfill.or(() -> first).map(SqliteDdl::wrapped);
    }
    String value =
        conversions.containsKey(column)
            ? SqliteDdl.wrapped(conversions.get(column))
            : table.sql() + "." + column.sql();
    return Optional.of(
        backfill
            .map(sql -> "coalesce(" + value + ", " + SqliteDdl.wrapped(sql) + ")")
            .orElse(value));
  }

  /** Says whether a column keeps its values, but for what its type does to them. */
  boolean isKept(Name column) {
    return !conversions.containsKey(column) && !added.contains(column);
  }

  /** Takes note of a column that becomes the rowid, which NULL would be given at will. */
  void requireNotNull(Name column) {
    notNull.add(column);
  }

  /** Says whether a column has a value to stand for NULL. */
  boolean isBackfilled(Name column) {
    return backfills.containsKey(column);
  }

  /** Returns the columns that must not be NULL from now on, but may be until now. */
  Set<Name> notNull() {
    return Collections.unmodifiableSet(notNull);
  }

  /** Returns what to do about NULL in a column that must not be NULL. */
  String advice(Name column) {
    if (isBackfilled(column)) {
      return ", where its backfill is NULL too.";
    }
    String change =
        keyed.contains(column) ? "alterColumn(\"" + column.text() + "\").notNull()" : "";
    return ". Say what it becomes: " + change + ".backfill(\"...\")";
  }

  /** Returns the queries that find NULL where the new table has none. */
  List<Step> refusals(Violations violations) {
    List<Step> refusals = new ArrayList<>();
    for (Name column : notNull) {
      Optional<String> value =
          added.contains(column) && !defaults.containsKey(column)
              ? expression(column).or(() -> Optional.of("NULL"))
              : expression(column);
      if (value.isPresent() && !generated.contains(column)) {
        refusals.add(violations.nulls(column, value.get(), advice(column)));
      }
    }
    return refusals;
  }
}
