package dev.retort.processor.rehearsal;

import dev.retort.op.DialectName;
import dev.retort.op.Effect;
import dev.retort.op.ExecuteOutside;
import dev.retort.op.ExecuteSql;
import dev.retort.op.Operation;
import dev.retort.op.References;
import dev.retort.op.SchemaProblem;
import dev.retort.processor.body.Place;
import dev.retort.processor.body.ReadStep;
import dev.retort.processor.body.ReadStep.Asked;
import dev.retort.processor.body.Scope;
import dev.retort.processor.body.Sureness;
import dev.retort.schema.Extent;
import dev.retort.schema.Name;
import dev.retort.schema.Presence;
import dev.retort.schema.Schema;
import dev.retort.schema.Table;
import dev.retort.schema.View;
import dev.retort.schema.VirtualTable;
import dev.retort.sqlite.RawSql;
import dev.retort.sqlite.SqlMistake;
import dev.retort.sqlite.TableUse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One body, played step by step. What is certain is played as the runtime would; what may happen
 * makes the schema unsure of what it would change; what was refused makes it unsure too, so that
 * one mistake is one finding.
 */
final class BodyReplay {
  private final String revision;
  private final String who;
  private final Schema start;
  private final List<BodyFinding> findings = new ArrayList<>();
  private final List<Asked> played = new ArrayList<>();
  private Schema schema;
  private boolean isCertain = true;

  /**
   * Makes a replay.
   *
   * @param revision the id of the revision
   * @param who whose body it is, for example {@code revision "b7f2"}
   */
  BodyReplay(String revision, String who, Schema before) {
    this.revision = revision;
    this.who = who;
    this.start = before;
    this.schema = before;
  }

  /** Plays a whole body. */
  void play(List<ReadStep> steps) {
    steps.forEach(this::play);
    if (!played.isEmpty()) {
      requireReferences();
      requireViews();
    }
  }

  /** Returns the schema after all steps, as the next revision finds it. */
  Schema after() {
    return schema.settled();
  }

  List<BodyFinding> findings() {
    return List.copyOf(findings);
  }

  /** Says whether every step was read and none was refused. */
  boolean isCertain() {
    return isCertain && findings.isEmpty();
  }

  private void play(ReadStep step) {
    if (step instanceof Asked asked) {
      if (asked.sureness() == Sureness.CERTAIN) {
        ask(asked);
      } else {
        isCertain = false;
        schema = unsure(schema, outcome(asked.operation()));
      }
    } else if (step instanceof ReadStep.Unreadable unreadable) {
      isCertain = false;
      schema =
          unreadable.scope() instanceof Scope.OfTable table
              ? schema.unsure(table.table())
              : Schema.open();
    } else if (step instanceof ReadStep.Refused refused) {
      if (refused.sureness() == Sureness.CERTAIN) {
        find(new BodyProblem.InvalidOperation(refused.message()), refused.place());
      }
      isCertain = false;
      schema = Schema.open();
    } else {
      // What undoes an upgrade is derived from it, and looked at when it is run.
      isCertain = false;
      schema = Schema.open();
    }
  }

  private void ask(Asked asked) {
    Operation operation = asked.operation();
    if (operation instanceof ExecuteSql raw) {
      execute(asked, raw);
      return;
    }
    if (operation instanceof ExecuteOutside outside) {
      read(asked, outside.sql());
    }
    Effect effect = operation.apply(schema);
    schema = effect.after();
    for (SchemaProblem problem : effect.problems()) {
      find(new BodyProblem.OfSchema(problem), asked.places().of(problem.at()));
      doubt(problem);
    }
    if (!effect.problems().isEmpty()) {
      for (Name touched : operation.touches()) {
        schema = schema.unsure(touched);
      }
    }
    played.add(asked);
  }

  private void execute(Asked asked, ExecuteSql raw) {
    if (raw.only().filter(only -> only != DialectName.SQLITE).isPresent()) {
      return;
    }
    read(asked, raw.sql());
    RawSql.Outcome outcome = RawSql.apply(schema, raw.sql());
    schema = outcome.after();
    for (RawSql.Finding finding : outcome.findings()) {
      find(
          new BodyProblem.OfSchema(finding.problem()),
          asked.places().of(raw.sql(), finding.offset()));
      doubt(finding.problem());
    }
    played.add(asked);
  }

  /** What was meant by a misspelt name was not done to what has the right one. */
  private void doubt(SchemaProblem problem) {
    schema = schema.unsure(problem.at());
    Optional<Name> meant = Optional.empty();
    if (problem instanceof SchemaProblem.UnknownTable unknown) {
      meant = unknown.nearest();
    } else if (problem instanceof SchemaProblem.UnknownObject unknown) {
      meant = unknown.nearest();
    }
    if (meant.isPresent()) {
      schema = doubted(meant.get());
    }
  }

  /** A table is still there, and may have got more columns. */
  private Schema doubted(Name meant) {
    return schema
        .table(meant)
        .map(
            table ->
                schema.with(
                    new Table(
                        table.name(),
                        table.columns(),
                        table.constraints(),
                        table.options(),
                        Extent.OPEN)))
        .orElseGet(() -> schema.unsure(meant));
  }

  private void read(Asked asked, String sql) {
    for (SqlMistake mistake : SqlMistake.in(sql)) {
      find(BodyProblem.of(mistake), asked.places().of(sql, mistake.offset()));
    }
  }

  private void find(BodyProblem problem, Place place) {
    findings.add(new BodyFinding(problem, revision, who, Optional.of(place)));
  }

  private Schema outcome(Operation operation) {
    return operation instanceof ExecuteSql raw
        ? RawSql.apply(schema, raw.sql()).after()
        : operation.apply(schema).after();
  }

  /** Makes a schema unsure of all in which it differs from another. */
  private static Schema unsure(Schema schema, Schema other) {
    if (schema.extent() != other.extent()) {
      return Schema.open();
    }
    Set<Name> names = new HashSet<>(schema.objects().keySet());
    names.addAll(other.objects().keySet());
    names.removeIf(name -> schema.object(name).equals(other.object(name)));
    names.addAll(other.unsure());
    Set<Name> triggers = new HashSet<>(schema.triggers().keySet());
    triggers.addAll(other.triggers().keySet());
    triggers.removeIf(
        name ->
            Optional.ofNullable(schema.triggers().get(name))
                .equals(Optional.ofNullable(other.triggers().get(name))));
    names.addAll(triggers);
    Schema unsure = schema;
    for (Name name : names) {
      unsure = unsure.unsure(name);
    }
    return unsure.settled();
  }

  /** Foreign keys are looked at when the revision ends: until then tables may come in any order. */
  private void requireReferences() {
    List<Operation> operations = played.stream().map(Asked::operation).toList();
    for (SchemaProblem problem : References.problems(start, schema, operations)) {
      find(new BodyProblem.OfSchema(problem), place(problem.at()));
    }
  }

  /**
   * Looks at new views. Older ones follow renames in the database, and not in what is known here.
   */
  private void requireViews() {
    for (View view : schema.all(View.class)) {
      if (!start.object(view.name()).equals(Optional.of(view))) {
        for (TableUse use : TableUse.in(view.select())) {
          if (schema.presence(use.table()) == Presence.ABSENT && isNeverThere(use.table())) {
            find(new BodyProblem.BrokenView(view, use.table()), place(view.name()));
          }
        }
      }
    }
  }

  /** A table that this revision renames may have been there when the view was made. */
  private boolean isNeverThere(Name table) {
    return start.presence(table) == Presence.ABSENT
        && !isShadow(schema, table)
        && !isShadow(start, table)
        && played.stream().noneMatch(asked -> asked.operation().touches().contains(table))
        && played.stream().noneMatch(asked -> asked.operation() instanceof ExecuteSql);
  }

  /** A virtual table keeps its rows in tables of its own, which no revision has made. */
  private static boolean isShadow(Schema schema, Name table) {
    String folded = table.text().toLowerCase(Locale.ROOT);
    return schema.all(VirtualTable.class).stream()
        .map(each -> each.name().text().toLowerCase(Locale.ROOT) + "_")
        .anyMatch(folded::startsWith);
  }

  /** Returns where a name was given, or else the last operation. */
  private Place place(Name name) {
    return played.stream()
        .map(asked -> asked.places().named(name))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> played.get(played.size() - 1).places().operation());
  }
}
