package dev.retort.sqlite;

import dev.retort.schema.Action;
import dev.retort.schema.Check;
import dev.retort.schema.Column;
import dev.retort.schema.ColumnType;
import dev.retort.schema.Conflict;
import dev.retort.schema.Constraint;
import dev.retort.schema.Default;
import dev.retort.schema.Deferral;
import dev.retort.schema.Extent;
import dev.retort.schema.ForeignKey;
import dev.retort.schema.Generation;
import dev.retort.schema.Name;
import dev.retort.schema.Nullability;
import dev.retort.schema.PrimaryKey;
import dev.retort.schema.Table;
import dev.retort.schema.TableOption;
import dev.retort.schema.Unique;
import dev.retort.sqlite.text.ColumnText;
import dev.retort.sqlite.text.ConstraintText;
import dev.retort.sqlite.text.ForeignKeyText;
import dev.retort.sqlite.text.TableText;
import dev.retort.sqlite.text.UnreadableText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a {@link Table} of what the PRAGMAs and the stored text say of it. */
final class TableInspection {
  /** What a PRAGMA says of a column that is not generated; a virtual one is not plain either. */
  private static final int PLAIN = 0;

  private static final int STORED = 3;

  private TableInspection() {}

  static Table of(StoredObject stored, TableFacts facts) {
    Name name = Name.found(stored.name());
    Optional<TableText> text = text(stored, facts);
    List<Column<?>> columns = new ArrayList<>();
    List<Constraint> constraints = new ArrayList<>();
    for (TableFacts.ColumnFacts column : facts.columns()) {
      Optional<ColumnText> written = text.flatMap(whole -> whole.column(Name.found(column.name())));
      columns.add(column(column, written));
      written.ifPresent(
          whole ->
              whole
                  .constraints()
                  .forEach(
                      each ->
                          constraint(each, Optional.of(whole.name())).ifPresent(constraints::add)));
    }
    text.ifPresent(
        whole ->
            whole
                .constraints()
                .forEach(each -> constraint(each, Optional.empty()).ifPresent(constraints::add)));
    return new Table(
        name,
        columns,
        constraints,
        options(facts),
        text.isPresent() ? Extent.COMPLETE : Extent.OPEN);
  }

  /** Makes a table of its text alone, where there is no database to ask. */
  static Table of(TableText text) {
    List<TableFacts.ColumnFacts> columns = new ArrayList<>();
    for (ColumnText column : text.columns()) {
      columns.add(
          new TableFacts.ColumnFacts(
              column.name().text(), column.type(), column.stored() ? STORED : PLAIN));
    }
    return of(
        new StoredObject("table", text.name().text(), text.name().text(), text.sql()),
        new TableFacts("table", text.isWithoutRowid(), text.isStrict(), columns));
  }

  /** Returns the text if it can be read and says the same columns as the PRAGMA. */
  private static Optional<TableText> text(StoredObject stored, TableFacts facts) {
    try {
      TableText text = TableText.read(stored.sql());
      List<Name> written = text.columns().stream().map(ColumnText::name).toList();
      List<Name> known = facts.columns().stream().map(column -> Name.found(column.name())).toList();
      return written.equals(known) ? Optional.of(text) : Optional.empty();
    } catch (UnreadableText open) {
      return Optional.empty();
    }
  }

  private static Column<?> column(TableFacts.ColumnFacts facts, Optional<ColumnText> text) {
    Column<?> column =
        Column.of(Name.found(facts.name()), ColumnType.found(facts.type(), Object.class));
    if (text.isEmpty()) {
      return column;
    }
    ColumnText written = text.get();
    if (written.notNull()) {
      column = column.with(Nullability.NOT_NULL);
    }
    Generation.Storage storage =
        facts.hidden() == STORED ? Generation.Storage.STORED : Generation.Storage.VIRTUAL;
    column =
        column.generated(
            written.generatedAs().map(expression -> new Generation(expression, storage)));
    if (written.generatedAs().isEmpty()) {
      column = column.defaulting(written.defaultSql().map(Default::written));
    }
    return column.collated(written.collation());
  }

  private static Set<TableOption> options(TableFacts facts) {
    Set<TableOption> options = EnumSet.noneOf(TableOption.class);
    if (facts.strict()) {
      options.add(TableOption.STRICT);
    }
    if (facts.withoutRowid()) {
      options.add(TableOption.WITHOUT_ROWID);
    }
    return options;
  }

  private static Optional<Constraint> constraint(ConstraintText text, Optional<Name> owner) {
    Conflict conflict = text.onConflict().map(Conflict::valueOf).orElse(Conflict.ABORT);
    return switch (text.kind()) {
      case PRIMARY_KEY ->
          Optional.of(new PrimaryKey(text.name(), distinct(text), text.autoincrement(), conflict));
      case UNIQUE -> Optional.of(new Unique(text.name(), distinct(text), conflict));
      case CHECK -> Optional.of(new Check(text.name(), text.expression(), owner));
      case FOREIGN_KEY -> text.foreignKey().map(key -> foreignKey(text, key));
      default -> Optional.empty();
    };
  }

  /** Returns the columns of a key; one that is named twice counts once, as for SQLite. */
  private static List<Name> distinct(ConstraintText text) {
    return text.columns().stream().distinct().toList();
  }

  private static ForeignKey foreignKey(ConstraintText text, ForeignKeyText key) {
    return new ForeignKey(
        text.name(),
        text.columns(),
        key.table(),
        key.columns(),
        action(key.onDelete()),
        action(key.onUpdate()),
        deferral(key));
  }

  private static Action action(String sql) {
    return Action.valueOf(sql.replace(' ', '_'));
  }

  private static Deferral deferral(ForeignKeyText key) {
    if (key.initiallyDeferred()) {
      return Deferral.DEFERRED;
    }
    return key.deferrable() ? Deferral.DEFERRABLE : Deferral.IMMEDIATE;
  }
}
