package dev.retort.sqlite;

import dev.retort.op.AlterTable;
import dev.retort.op.CreateIndex;
import dev.retort.op.CreateTable;
import dev.retort.op.CreateTrigger;
import dev.retort.op.CreateView;
import dev.retort.op.CreateVirtualTable;
import dev.retort.op.DeleteRows;
import dev.retort.op.DropIndex;
import dev.retort.op.DropTable;
import dev.retort.op.DropTrigger;
import dev.retort.op.DropView;
import dev.retort.op.ExecuteOutside;
import dev.retort.op.ExecuteSql;
import dev.retort.op.InsertRows;
import dev.retort.op.Operation;
import dev.retort.op.RenameTable;
import dev.retort.op.ReplaceTrigger;
import dev.retort.op.ReplaceView;
import dev.retort.op.RunStep;
import dev.retort.schema.Name;
import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import java.util.List;
import java.util.Optional;

/**
 * Which object one step makes, changes or drops, told without running it.
 *
 * @param verb what it does
 * @param condition whether it depends on the object being there
 * @param place the database that it names, if it names one
 * @param object the object
 * @param partner the table of an index or a trigger, or the new name of a table that is renamed
 */
record SchemaStep(
    Verb verb, Condition condition, Optional<Name> place, Name object, Optional<Name> partner) {

  /** What a step does. */
  enum Verb {
    CREATE,
    ALTER,
    RENAME,
    DROP
  }

  /** Whether a step depends on what is there. */
  enum Condition {
    NONE,
    /** IF EXISTS or IF NOT EXISTS. */
    IF
  }

  private static SchemaStep of(Verb verb, Name object) {
    return new SchemaStep(verb, Condition.NONE, Optional.empty(), object, Optional.empty());
  }

  private static SchemaStep on(Name object, Name partner) {
    return new SchemaStep(
        Verb.CREATE, Condition.NONE, Optional.empty(), object, Optional.of(partner));
  }

  /** Says whether it is about the database itself, and nothing temporary or attached. */
  boolean isMain() {
    return place.isEmpty() || place.get().equals(Name.found("main"));
  }

  /** Returns the step of an operation; nothing for rows, and for raw SQL, which may have many. */
  static Optional<SchemaStep> of(Operation operation) {
    return operation.accept(new OfOperation());
  }

  private static final class OfOperation implements Operation.Visitor<Optional<SchemaStep>> {
    @Override
    public Optional<SchemaStep> alterTable(AlterTable operation) {
      return Optional.of(of(Verb.ALTER, operation.table()));
    }

    @Override
    public Optional<SchemaStep> createIndex(CreateIndex operation) {
      return Optional.of(on(operation.index().name(), operation.index().table()));
    }

    @Override
    public Optional<SchemaStep> createTable(CreateTable operation) {
      return Optional.of(of(Verb.CREATE, operation.table().name()));
    }

    @Override
    public Optional<SchemaStep> createTrigger(CreateTrigger operation) {
      return Optional.of(on(operation.trigger().name(), operation.trigger().table()));
    }

    @Override
    public Optional<SchemaStep> createView(CreateView operation) {
      return Optional.of(of(Verb.CREATE, operation.view().name()));
    }

    @Override
    public Optional<SchemaStep> createVirtualTable(CreateVirtualTable operation) {
      return Optional.of(of(Verb.CREATE, operation.table().name()));
    }

    @Override
    public Optional<SchemaStep> deleteRows(DeleteRows operation) {
      return Optional.empty();
    }

    @Override
    public Optional<SchemaStep> dropIndex(DropIndex operation) {
      return Optional.of(of(Verb.DROP, operation.index()));
    }

    @Override
    public Optional<SchemaStep> dropTable(DropTable operation) {
      return Optional.of(of(Verb.DROP, operation.table()));
    }

    @Override
    public Optional<SchemaStep> dropTrigger(DropTrigger operation) {
      return Optional.of(of(Verb.DROP, operation.trigger()));
    }

    @Override
    public Optional<SchemaStep> dropView(DropView operation) {
      return Optional.of(of(Verb.DROP, operation.view()));
    }

    @Override
    public Optional<SchemaStep> executeOutside(ExecuteOutside operation) {
      return Optional.empty();
    }

    @Override
    public Optional<SchemaStep> executeSql(ExecuteSql operation) {
      return Optional.empty();
    }

    @Override
    public Optional<SchemaStep> insertRows(InsertRows operation) {
      return Optional.empty();
    }

    @Override
    public Optional<SchemaStep> renameTable(RenameTable operation) {
      return Optional.of(
          new SchemaStep(
              Verb.RENAME,
              Condition.NONE,
              Optional.empty(),
              operation.from(),
              Optional.of(operation.to())));
    }

    @Override
    public Optional<SchemaStep> replaceTrigger(ReplaceTrigger operation) {
      return Optional.of(on(operation.trigger().name(), operation.trigger().table()));
    }

    @Override
    public Optional<SchemaStep> replaceView(ReplaceView operation) {
      return Optional.of(of(Verb.CREATE, operation.view().name()));
    }

    @Override
    public Optional<SchemaStep> runStep(RunStep operation) {
      return Optional.empty();
    }
  }

  /** Reads a statement; nothing is returned for one that is not about an object. */
  static Optional<SchemaStep> read(String statement) {
    return new Reader(statement).step();
  }

  private static final class Reader {
    private final List<Token> tokens;
    private int at;
    private Optional<Name> place = Optional.empty();

    Reader(String statement) {
      this.tokens = SqlScript.tokens(statement);
    }

    Optional<SchemaStep> step() {
      if (skip("CREATE")) {
        return created();
      } else if (skip("DROP")) {
        at++;
        return condition("EXISTS").flatMap(condition -> step(Verb.DROP, condition));
      } else if (skip("ALTER") && skip("TABLE")) {
        return step(Verb.ALTER, Condition.NONE).map(this::renamed);
      }
      return Optional.empty();
    }

    private Optional<SchemaStep> created() {
      boolean temporary = skip("TEMP") || skip("TEMPORARY");
      boolean other = skip("UNIQUE") || skip("VIRTUAL");
      boolean attached =
          at < tokens.size() && (tokens.get(at).is("TRIGGER") || tokens.get(at).is("INDEX"));
      at++;
      Optional<SchemaStep> step =
          condition("NOT").flatMap(condition -> step(Verb.CREATE, condition));
      if (temporary && !other) {
        return step.map(made -> made.at(Name.found("temp")));
      }
      return attached ? step.map(this::attached) : step;
    }

    /** Behind the name, the first ON is before the table. */
    private SchemaStep attached(SchemaStep made) {
      while (at < tokens.size() && !tokens.get(at).is("ON")) {
        at++;
      }
      return skip("ON") && at < tokens.size() ? made.with(Name.found(tokens.get(at).name())) : made;
    }

    /** Reads IF EXISTS or IF NOT EXISTS, if it stands here. */
    private Optional<Condition> condition(String next) {
      if (at + 1 < tokens.size() && tokens.get(at).is("IF") && tokens.get(at + 1).is(next)) {
        at += next.equals("NOT") ? 3 : 2;
        return Optional.of(Condition.IF);
      }
      return Optional.of(Condition.NONE);
    }

    private Optional<SchemaStep> step(Verb verb, Condition condition) {
      if (at >= tokens.size()) {
        return Optional.empty();
      }
      Name name = Name.found(tokens.get(at++).name());
      if (at + 1 < tokens.size() && tokens.get(at).is(".")) {
        place = Optional.of(name);
        name = Name.found(tokens.get(at + 1).name());
        at += 2;
      }
      return Optional.of(new SchemaStep(verb, condition, place, name, Optional.empty()));
    }

    private SchemaStep renamed(SchemaStep step) {
      return skip("RENAME") && skip("TO") && at < tokens.size()
          ? new SchemaStep(
              Verb.RENAME,
              step.condition,
              step.place,
              step.object,
              Optional.of(Name.found(tokens.get(at).name())))
          : step;
    }

    private boolean skip(String word) {
      if (at < tokens.size() && tokens.get(at).is(word)) {
        at++;
        return true;
      }
      return false;
    }
  }

  private SchemaStep at(Name database) {
    return new SchemaStep(verb, condition, Optional.of(database), object, partner);
  }

  private SchemaStep with(Name other) {
    return new SchemaStep(verb, condition, place, object, Optional.of(other));
  }
}
