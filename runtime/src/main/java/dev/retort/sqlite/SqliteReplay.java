package dev.retort.sqlite;

import dev.retort.op.AlterTable;
import dev.retort.op.CreateTable;
import dev.retort.op.DialectName;
import dev.retort.op.ExecuteSql;
import dev.retort.op.Operation;
import dev.retort.op.RenameTable;
import dev.retort.op.SchemaProblem;
import dev.retort.plan.Replay;
import dev.retort.schema.Drift;
import dev.retort.schema.Name;
import dev.retort.schema.Schema;
import dev.retort.sql.SqlScript;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Revisions played in an empty database in memory. What cannot be played there makes the objects
 * unknown that it may touch: exactly those, or all where that cannot be told.
 *
 * <p>A table that no revision made, since the database had it before, becomes known from what was
 * remembered when a revision changed it.
 */
final class SqliteReplay implements Replay {
  private static final Set<String> SCHEMA_WORDS = Set.of("CREATE", "DROP", "ALTER");

  private final LiveSchema live;
  private final SchemaCopy copy;
  private final Certainty certainty = new Certainty();
  private final Set<Name> touched = new HashSet<>();
  private final Set<Name> fresh = new HashSet<>();
  private Optional<Schema> schema = Optional.empty();

  private SqliteReplay(LiveSchema live, SchemaCopy copy) {
    this.live = live;
    this.copy = copy;
  }

  static SqliteReplay of(Connection connection, Set<String> historyColumns) throws SQLException {
    SqliteSession.requireVersion(connection);
    return new SqliteReplay(
        LiveSchema.of(connection, historyColumns), SchemaCopy.emptyFor(connection));
  }

  @Override
  public void ran(String revision, List<Operation> operations, String undo) throws SQLException {
    recall(operations, undo);
    play(revision, operations);
  }

  @Override
  public void stamped(String revision, List<Operation> operations) throws SQLException {
    play(revision, operations);
    certainty.doubtful(touched, "revision \"%s\" was stamped".formatted(revision));
  }

  @Override
  public void lost(String revision, String why) throws SQLException {
    lost("revision \"%s\" may touch it, and %s".formatted(revision, why));
  }

  private void lost(String why) throws SQLException {
    for (StoredObject object : copy.objects()) {
      certainty.unknown(Name.found(object.name()), why);
    }
    certainty.restUnknown(why);
  }

  /** Makes the objects that were remembered, where the replay does not know them for certain. */
  private void recall(List<Operation> operations, String undo) throws SQLException {
    Set<Name> wanted = new HashSet<>();
    operations.forEach(operation -> wanted.addAll(operation.touches()));
    for (String statement : SqlScript.statements(undo)) {
      Optional<Name> object = SchemaStep.read(statement).map(SchemaStep::object);
      if (object.isPresent() && wanted.contains(object.get()) && !isSure(object.get())) {
        recall(object.get(), statement);
      }
    }
  }

  private boolean isSure(Name object) throws SQLException {
    return certainty.isSure(object) && found(object).isPresent();
  }

  private void recall(Name object, String statement) throws SQLException {
    List<StoredObject> attached = new ArrayList<>(copy.objects());
    attached.removeIf(each -> !Name.found(each.table()).equals(object));
    attached.removeIf(each -> Name.found(each.name()).equals(object));
    Optional<StoredObject> known = found(object);
    if (known.isPresent()) {
      copy.play("DROP " + known.get().type() + " main." + object.sql());
    }
    if (refusal(statement).isPresent()) {
      certainty.unknown(object, "it was there before the revisions, and cannot be made again");
      return;
    }
    certainty.made(object);
    for (StoredObject each : attached) {
      refusal(each.sql())
          .ifPresent(
              why -> certainty.unknown(Name.found(each.name()), "it cannot be made: " + why));
    }
  }

  private void play(String revision, List<Operation> operations) throws SQLException {
    touched.clear();
    fresh.clear();
    for (Operation operation : operations) {
      if (operation instanceof ExecuteSql raw) {
        play(revision, raw);
      } else {
        Optional<SchemaStep> step = SchemaStep.of(operation);
        if (step.isPresent()) {
          play(revision, operation, step.get());
        }
      }
    }
  }

  private void play(String revision, ExecuteSql raw) throws SQLException {
    if (raw.only().filter(only -> only != DialectName.SQLITE).isPresent()) {
      return;
    }
    for (String sql : raw.statements()) {
      if (SqlScript.firstWord(sql).filter(SCHEMA_WORDS::contains).isPresent()) {
        Optional<SchemaStep> step = SchemaStep.read(sql);
        if (step.isEmpty()) {
          Optional<String> refusal = refusal(sql);
          if (refusal.isPresent()) {
            lost(cannot(revision, refusal.get()));
          }
        } else {
          play(revision, sql, step.get());
        }
      }
    }
  }

  private void play(String revision, String sql, SchemaStep step) throws SQLException {
    if (!step.isMain()) {
      refusal(sql); // what is not of the database itself may not be there
      return;
    }
    lend(step);
    boolean there = found(step.object()).isPresent();
    Optional<String> refusal = refusal(sql);
    if (refusal.isPresent()) {
      failed(step, cannot(revision, refusal.get()));
    } else if (step.verb() != SchemaStep.Verb.CREATE
        || step.condition() == SchemaStep.Condition.NONE) {
      played(step);
    } else if (!there) {
      played(step);
      certainty.doubtful(
          Set.of(step.object()),
          "revision \"%s\" makes it only if there is none".formatted(revision));
    }
  }

  private void play(String revision, Operation operation, SchemaStep step) throws SQLException {
    lend(step);
    Optional<String> problem = problem(operation);
    if (problem.isPresent()) {
      failed(step, cannot(revision, problem.get()));
      return;
    }
    Optional<Schema> before = schema;
    copy.play("SAVEPOINT retort_replay");
    boolean played =
        new SqlitePlanner(copy, before.orElse(Schema.open()), LiveDatabase.none())
            .rehearse(operation);
    if (!played) {
      copy.play("ROLLBACK TO retort_replay");
      copy.play("PRAGMA writable_schema = RESET");
    }
    copy.play("RELEASE retort_replay");
    if (played) {
      played(step);
      if (operation instanceof CreateTable) {
        fresh.add(step.object());
      }
      if (SqlitePlanner.isRewritten(operation)) {
        schema = Optional.empty();
      } else if (SqlitePlanner.isOfRows(operation)) {
        schema = before.map(Schema::settled);
      } else {
        schema = before.map(known -> operation.apply(known).after());
      }
    } else {
      failed(step, cannot(revision, operation.describe()));
    }
  }

  /** Returns what is wrong with a change of a table on what the replay has of it. */
  private Optional<String> problem(Operation operation) throws SQLException {
    if (!(operation instanceof AlterTable) && !(operation instanceof RenameTable)) {
      return Optional.empty();
    }
    if (schema.isEmpty()) {
      Schema known = copy.inspect();
      schema =
          Optional.of(
              new Schema(
                  known.objects(),
                  known.triggers(),
                  known.extent(),
                  known.absent(),
                  fresh,
                  known.unsure()));
    }
    return operation.apply(schema.get()).problems().stream()
        .findFirst()
        .map(SchemaProblem::message);
  }

  private static String cannot(String revision, String why) {
    return "revision \"%s\" touches it, and cannot be played in memory: %s"
        .formatted(revision, why);
  }

  private void played(SchemaStep step) {
    Name object = step.object();
    touched.add(object);
    switch (step.verb()) {
      case CREATE -> certainty.made(object);
      case DROP -> certainty.dropped(object);
      case RENAME -> {
        touched.add(step.partner().orElseThrow());
        certainty.renamed(object, step.partner().orElseThrow());
      }
      case ALTER -> {} // what was certain of it is so still
    }
  }

  private void failed(SchemaStep step, String why) throws SQLException {
    Name object = step.object();
    touched.add(object);
    switch (step.verb()) {
      case CREATE -> certainty.unknown(object, why);
      case DROP -> {
        if (found(object).isEmpty()) {
          certainty.dropped(object);
        } else {
          disturbed(object, why);
        }
      }
      case RENAME -> {
        disturbed(object, why);
        certainty.renamed(object, step.partner().orElseThrow());
      }
      case ALTER -> disturbed(object, why);
    }
  }

  /** An object is unknown, and so is all that names it, since a change may have rewritten that. */
  private void disturbed(Name object, String why) throws SQLException {
    certainty.unknown(object, why);
    for (StoredObject each : copy.objects()) {
      boolean names =
          SqlScript.tokens(each.sql()).stream()
              .anyMatch(token -> Name.found(token.name()).equals(object));
      if (names) {
        certainty.unknown(Name.found(each.name()), why);
      }
    }
  }

  /** Takes a table that no revision made from the database, so that an index can be made on it. */
  private void lend(SchemaStep step) throws SQLException {
    if (step.verb() == SchemaStep.Verb.CREATE && step.partner().isPresent()) {
      Name table = step.partner().get();
      Optional<StoredObject> there = live.found(table);
      if (found(table).isEmpty() && there.isPresent() && refusal(there.get().sql()).isEmpty()) {
        certainty.lent(table);
      }
    }
  }

  private Optional<StoredObject> found(Name object) throws SQLException {
    return StoredObject.named(copy.connection(), object).stream().findFirst();
  }

  /** Runs a statement, and returns why it could not be. */
  private Optional<String> refusal(String sql) {
    schema = Optional.empty();
    try {
      copy.play(sql);
      return Optional.empty();
    } catch (SQLException refused) {
      return Optional.of(SqliteMessage.of(refused));
    }
  }

  @Override
  public Drift drift() throws SQLException {
    return live.drift(copy.connection(), certainty);
  }

  @Override
  public void close() throws SQLException {
    copy.close();
  }
}
