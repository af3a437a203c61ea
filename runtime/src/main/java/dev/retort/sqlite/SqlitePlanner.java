package dev.retort.sqlite;

import dev.retort.op.AlterTable;
import dev.retort.op.CreateIndex;
import dev.retort.op.CreateTable;
import dev.retort.op.CreateTrigger;
import dev.retort.op.CreateView;
import dev.retort.op.CreateVirtualTable;
import dev.retort.op.DeleteRows;
import dev.retort.op.DialectName;
import dev.retort.op.DropIndex;
import dev.retort.op.DropTable;
import dev.retort.op.DropTrigger;
import dev.retort.op.DropView;
import dev.retort.op.Effect;
import dev.retort.op.ExecuteOutside;
import dev.retort.op.ExecuteSql;
import dev.retort.op.InsertRows;
import dev.retort.op.Operation;
import dev.retort.op.References;
import dev.retort.op.RenameTable;
import dev.retort.op.ReplaceTrigger;
import dev.retort.op.ReplaceView;
import dev.retort.op.RunStep;
import dev.retort.op.SchemaProblem;
import dev.retort.plan.Plan;
import dev.retort.plan.Statement;
import dev.retort.plan.Step;
import dev.retort.schema.Name;
import dev.retort.schema.Schema;
import dev.retort.schema.TableChange;
import dev.retort.sql.SqlScript;
import dev.retort.sqlite.text.UnreadableText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Plans the operations of a revision, each on the schema that the ones before it leave in the copy.
 */
final class SqlitePlanner implements Operation.Visitor<Void> {
  private static final Set<String> SCHEMA_WORDS = Set.of("CREATE", "DROP", "ALTER");

  private final SchemaCopy copy;
  private final LiveDatabase live;
  private final List<Step> steps = new ArrayList<>();
  private final List<String> choices = new ArrayList<>();
  private Schema schema;
  private TableChanges.Rows rows = TableChanges.Rows.FINAL;
  private Plan.References references = Plan.References.KEPT;

  SqlitePlanner(SchemaCopy copy, Schema schema, LiveDatabase live) {
    this.copy = copy;
    this.schema = schema;
    this.live = live;
  }

  /**
   * Returns the plan, played on the copy.
   *
   * @throws PlanRefusal when an operation cannot be done on the schema it finds
   */
  Plan plan(List<Operation> operations) throws SQLException {
    Schema start = schema;
    List<StoredObject> temporaryBefore = copy.temporary();
    Map<String, String> brokenBefore = copy.broken();
    boolean losesNames = operations.stream().anyMatch(SqlitePlanner::losesNames);
    List<StoredObject> objectsBefore = losesNames ? copy.objects() : copy.breakable();
    Map<String, Set<String>> quotedBefore = losesNames ? QuotedTexts.in(copy) : Map.of();
    for (int at = 0; at < operations.size(); at++) {
      Operation operation = operations.get(at);
      boolean last = operations.stream().skip(at + 1L).noneMatch(Operation::touchesRows);
      rows = last ? TableChanges.Rows.FINAL : TableChanges.Rows.MAY_CHANGE;
      if (operation.touchesRows() && !(operation instanceof AlterTable)) {
        references = Plan.References.TOUCHED;
      }
      requireKnown(operation);
      Effect effect = operation.apply(schema);
      requireSound(effect.problems());
      int first = steps.size();
      try {
        operation.accept(this);
        operation
            .about()
            .ifPresent(
                table -> steps.subList(first, steps.size()).replaceAll(step -> about(step, table)));
      } catch (Refused refused) {
        throw new PlanRefusal(
            "cannot " + operation.describe() + ": " + refused.getMessage(), refused);
      } catch (UnreadableText unreadable) {
        throw new PlanRefusal(
            "cannot " + operation.describe() + ": " + unreadable.getMessage(), unreadable);
      }
      if (isRewritten(operation)) {
        schema = inspected(effect.after());
      } else {
        schema = isOfRows(operation) ? schema.settled() : effect.after();
      }
    }
    requireSound(References.problems(start, schema, operations));
    Map<String, String> broken = new TreeMap<>(copy.broken());
    if (losesNames) {
      quoted(quotedBefore).forEach(broken::putIfAbsent);
    }
    brokenBefore.keySet().forEach(broken::remove);
    if (!broken.isEmpty()) {
      throw broken(broken, words(objectsBefore, temporaryBefore));
    }
    List<String> notes = new ArrayList<>();
    new TreeMap<>(brokenBefore)
        .forEach((object, message) -> notes.add(object + " was broken before: " + message));
    return new Plan(steps, choices, notes, references);
  }

  private static Step about(Step step, Name table) {
    return step instanceof Statement statement ? statement.about(table) : step;
  }

  /**
   * Plays one operation on a part of a schema.
   *
   * @return whether it could be played there
   */
  boolean rehearse(Operation operation) {
    try {
      operation.accept(this);
      return true;
    } catch (Refused | UnreadableText | PlanRefusal | IllegalArgumentException elsewhere) {
      return false;
    }
  }

  /** Says whether SQLite writes texts of its own, so that they are better read than computed. */
  static boolean isRewritten(Operation operation) {
    return changesSchema(operation)
        || operation instanceof RenameTable
        || (operation instanceof AlterTable alter
            && alter.changes().stream().anyMatch(TableChange.RenameColumn.class::isInstance));
  }

  /**
   * Says whether this is raw SQL that leaves the schema alone, which reading it has shown. It may
   * fill tables: none is without rows any more.
   */
  static boolean isOfRows(Operation operation) {
    return operation instanceof ExecuteSql && !changesSchema(operation);
  }

  private static boolean changesSchema(Operation operation) {
    return operation instanceof ExecuteSql raw
        && raw.only().filter(only -> only != DialectName.SQLITE).isEmpty()
        && raw.statements().stream()
            .flatMap(sql -> SqlScript.firstWord(sql).stream())
            .anyMatch(SCHEMA_WORDS::contains);
  }

  private Schema inspected(Schema computed) throws SQLException {
    Schema schema = copy.inspect();
    return new Schema(
        schema.objects(),
        schema.triggers(),
        schema.extent(),
        schema.absent(),
        computed.fresh(),
        schema.unsure());
  }

  private static void requireSound(List<SchemaProblem> problems) {
    if (!problems.isEmpty()) {
      throw new PlanRefusal(
          String.join("\n", problems.stream().map(SchemaProblem::message).toList()));
    }
  }

  /** Refuses an operation on an object that only the live connection can read. */
  private void requireKnown(Operation operation) {
    for (Name touched : operation.touches()) {
      Optional<String> why = copy.whyMissing(touched);
      if (why.isPresent()) {
        throw new PlanRefusal(
            "cannot "
                + operation.describe()
                + ": Retort could not make "
                + touched
                + " again, since only your connection can: "
                + why.get());
      }
    }
  }

  /** Says whether an operation can take away names that other objects use. */
  private static boolean losesNames(Operation operation) {
    return changesSchema(operation)
        || operation instanceof ReplaceView
        || (operation instanceof AlterTable alter
            && alter.changes().stream().anyMatch(TableChange.DropColumn.class::isInstance));
  }

  /** Returns what names a column in double quotes that is gone. */
  private Map<String, String> quoted(Map<String, Set<String>> before) throws SQLException {
    Map<String, String> broken = new TreeMap<>();
    QuotedTexts.in(copy)
        .forEach(
            (object, words) -> {
              Set<String> fresh = new TreeSet<>(words);
              fresh.removeAll(before.getOrDefault(object, Set.of()));
              if (!fresh.isEmpty()) {
                broken.put(
                    object,
                    Name.found(fresh.iterator().next())
                        + " would be a text, since no column has that name any more");
              }
            });
    return broken;
  }

  /** Returns the words for what there is. */
  private static Set<String> words(List<StoredObject> objects, List<StoredObject> temporary) {
    Set<String> words = new TreeSet<>();
    for (StoredObject object : objects) {
      words.add(object.words());
      words.add("virtual " + object.words());
    }
    temporary.forEach(object -> words.add("temporary " + object.words()));
    return words;
  }

  /** Refuses a plan that leaves a view or a trigger behind which names what is not there. */
  private static PlanRefusal broken(Map<String, String> broken, Set<String> old) {
    List<String> problems = new ArrayList<>();
    broken.forEach(
        (object, message) ->
            problems.add(
                old.contains(object)
                    ? "leaves the "
                        + object
                        + " broken: "
                        + message
                        + ". Drop or replace it in the same revision."
                    : "makes the " + object + ", which is broken: " + message + "."));
    return new PlanRefusal(String.join("\n", problems));
  }

  @Override
  public Void createTable(CreateTable operation) {
    String sql = SqliteDdl.createTable(operation.table());
    return PlainDdl.isPlain(operation)
        ? playPlain(sql, operation.describe())
        : play(sql, operation.describe());
  }

  @Override
  public Void dropTable(DropTable operation) {
    return play("DROP TABLE main." + operation.table().sql(), operation.describe());
  }

  @Override
  public Void renameTable(RenameTable operation) {
    String why = operation.describe();
    Name from = operation.from();
    Name to = operation.to();
    try {
      List<String> keys = Statistics.keys(copy, from);
      if (from.equals(to)) {
        Name aside = copy.free("retort_aside_" + to.text());
        steps.addAll(Renames.table(copy, live.catalog(), from, aside, why));
        from = aside;
      }
      steps.addAll(Renames.table(copy, live.catalog(), from, to, why));
      steps.addAll(Statistics.renamed(copy, operation.from(), to));
      steps.addAll(Statistics.keysRenamed(copy, to, keys));
    } catch (SQLException refused) {
      throw new Refused(refused);
    }
    return null;
  }

  @Override
  public Void alterTable(AlterTable operation) {
    AlterTablePlanner planner = new AlterTablePlanner(copy, live, operation.table());
    try {
      planner.plan(operation.changes(), schema, rows);
    } catch (SQLException refused) {
      throw new Refused(refused);
    }
    steps.addAll(planner.steps());
    choices.addAll(planner.choices());
    if (planner.touchesReferences()) {
      references = Plan.References.TOUCHED;
    }
    return null;
  }

  @Override
  public Void createIndex(CreateIndex operation) {
    String sql = Qualified.main(SqliteDdl.createIndex(operation.index()));
    return PlainDdl.isPlain(operation)
        ? playPlain(sql, operation.describe())
        : play(sql, operation.describe());
  }

  @Override
  public Void dropIndex(DropIndex operation) {
    return play("DROP INDEX main." + operation.index().sql(), operation.describe());
  }

  @Override
  public Void createView(CreateView operation) {
    return play(SqliteDdl.createView(operation.view()), operation.describe());
  }

  @Override
  public Void replaceView(ReplaceView operation) {
    Name view = operation.view().name();
    List<StoredObject> triggers = triggersOn(view);
    play("DROP VIEW main." + view.sql(), operation.describe());
    play(SqliteDdl.createView(operation.view()), operation.describe());
    for (StoredObject trigger : triggers) {
      play(Qualified.main(trigger.sql()), "make trigger " + Name.found(trigger.name()) + " again");
    }
    return null;
  }

  private List<StoredObject> triggersOn(Name table) {
    try {
      return copy.objects().stream()
          .filter(object -> object.type().equals("trigger"))
          .filter(object -> Name.found(object.table()).equals(table))
          .toList();
    } catch (SQLException refused) {
      throw new Refused(refused);
    }
  }

  @Override
  public Void dropView(DropView operation) {
    return play("DROP VIEW main." + operation.view().sql(), operation.describe());
  }

  @Override
  public Void createTrigger(CreateTrigger operation) {
    return play(Qualified.main(operation.trigger().sql()), operation.describe());
  }

  @Override
  public Void replaceTrigger(ReplaceTrigger operation) {
    play("DROP TRIGGER main." + operation.trigger().name().sql(), operation.describe());
    return play(Qualified.main(operation.trigger().sql()), operation.describe());
  }

  @Override
  public Void dropTrigger(DropTrigger operation) {
    return play("DROP TRIGGER main." + operation.trigger().sql(), operation.describe());
  }

  @Override
  public Void createVirtualTable(CreateVirtualTable operation) {
    return play(SqliteDdl.createVirtualTable(operation.table()), operation.describe());
  }

  @Override
  public Void insertRows(InsertRows operation) {
    for (String sql : SqliteRows.inserts(operation.table(), operation.rows())) {
      steps.add(Statement.rows(sql, operation.describe()));
    }
    return null;
  }

  @Override
  public Void deleteRows(DeleteRows operation) {
    for (String sql : SqliteRows.deletes(operation.table(), operation.keys())) {
      steps.add(Statement.rows(sql, operation.describe()));
    }
    return null;
  }

  @Override
  public Void executeSql(ExecuteSql operation) {
    if (operation.only().filter(only -> only != DialectName.SQLITE).isPresent()) {
      return null;
    }
    for (String sql : operation.statements()) {
      Optional<String> word = SqlScript.firstWord(sql);
      if (word.isPresent() && SCHEMA_WORDS.contains(word.get())) {
        try {
          copy.playForeign(sql);
        } catch (SQLException refused) {
          throw new Refused(refused);
        }
        steps.add(Statement.schema(sql, operation.describe()));
      } else {
        steps.add(Statement.rows(sql, operation.describe()));
      }
    }
    return null;
  }

  @Override
  public Void executeOutside(ExecuteOutside operation) {
    for (String sql : operation.statements()) {
      steps.add(Statement.outside(sql, "execute outside of the transaction"));
    }
    return null;
  }

  @Override
  public Void runStep(RunStep operation) {
    steps.add(new Step.Call(operation.description(), operation.step()));
    return null;
  }

  private Void playPlain(String sql, String why) {
    if (!live.runsPlans()) {
      return play(sql, why);
    }
    try {
      copy.playLater(sql);
    } catch (SQLException refused) {
      throw new Refused(refused);
    }
    steps.add(Statement.schema(sql, why));
    return null;
  }

  private Void play(String sql, String why) {
    try {
      copy.play(sql);
    } catch (SQLException refused) {
      throw new Refused(refused);
    }
    steps.add(Statement.schema(sql, why));
    return null;
  }

  Schema schema() {
    return schema.settled();
  }

  /** Carries what the database said through the visitor. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(SQLException refused) {
      super(SqliteMessage.of(refused), refused);
    }
  }
}
