package dev.retort.sqlite;

import dev.retort.op.CreateIndex;
import dev.retort.op.CreateTable;
import dev.retort.op.CreateTrigger;
import dev.retort.op.CreateView;
import dev.retort.op.CreateVirtualTable;
import dev.retort.op.DropIndex;
import dev.retort.op.DropTable;
import dev.retort.op.DropTrigger;
import dev.retort.op.DropView;
import dev.retort.op.Effect;
import dev.retort.op.Operation;
import dev.retort.op.RenameTable;
import dev.retort.op.SchemaProblem;
import dev.retort.schema.Extent;
import dev.retort.schema.Name;
import dev.retort.schema.Presence;
import dev.retort.schema.Schema;
import dev.retort.schema.Table;
import dev.retort.schema.Trigger;
import dev.retort.schema.View;
import dev.retort.schema.VirtualTable;
import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import dev.retort.sqlite.SchemaStep.Condition;
import dev.retort.sqlite.text.IndexText;
import dev.retort.sqlite.text.TableText;
import dev.retort.sqlite.text.TriggerText;
import dev.retort.sqlite.text.UnreadableText;
import dev.retort.sqlite.text.ViewText;
import dev.retort.sqlite.text.VirtualTableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What raw SQL does to a schema, told without running it. What cannot be told makes the schema
 * unsure of what it may touch; what SQLite would refuse for certain is a finding.
 *
 * <pre>{@code
 * RawSql.apply(Schema.empty(), "CREATE TABLE t (a); DROP TABLE u").findings(); // no table "u"
 * }</pre>
 */
public final class RawSql {
  /** What begins a statement that leaves the schema alone. */
  private static final Set<String> OF_ROWS =
      Set.of(
          "ANALYZE", "DELETE", "DETACH", "EXPLAIN", "INSERT", "PRAGMA", "REINDEX", "REPLACE",
          "SELECT", "UPDATE", "VACUUM", "VALUES", "WITH");

  /** What is compiled before it is run, so that each table must be there. */
  private static final Set<String> QUERIES =
      Set.of("DELETE", "EXPLAIN", "INSERT", "REPLACE", "SELECT", "UPDATE", "VALUES", "WITH");

  private final List<Finding> findings = new ArrayList<>();
  private Schema schema;

  private RawSql(Schema before) {
    this.schema = before;
  }

  /**
   * Something that SQLite would refuse.
   *
   * @param problem what
   * @param offset where in the SQL the name stands that is at fault, counted in chars from 0
   */
  public record Finding(SchemaProblem problem, int offset) {}

  /**
   * What became of a schema.
   *
   * @param after the schema after the SQL
   * @param findings what would be refused, in the order of the SQL
   */
  public record Outcome(Schema after, List<Finding> findings) {
    /** Copies the findings. */
    public Outcome {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Plays SQL on a schema.
   *
   * @param before the schema that it finds
   * @param sql one statement or many
   * @return the schema after it
   */
  public static Outcome apply(Schema before, String sql) {
    RawSql raw = new RawSql(before);
    int at = 0;
    for (String statement : SqlScript.statements(sql)) {
      int start = sql.indexOf(statement, at);
      raw.play(statement, start);
      at = start + statement.length();
    }
    return new Outcome(raw.schema, raw.findings);
  }

  private void play(String statement, int start) {
    Optional<SchemaStep> read = SchemaStep.read(statement);
    if (read.isEmpty()) {
      playRows(statement, start);
      return;
    }
    SchemaStep step = read.get();
    if (isReserved(step.object()) || isShadow(step.object())) {
      return;
    }
    if (!step.isMain()) {
      // An unqualified name is that of the temporary object from now on.
      schema = schema.unsure(step.object());
      return;
    }
    Optional<Operation> operation = operation(statement, step);
    if (operation.isEmpty() || isUnsure(step)) {
      schema = schema.unsure(step.object());
      if (step.verb() == SchemaStep.Verb.RENAME) {
        schema = schema.unsure(step.partner().orElseThrow());
      }
    } else if (step.condition() == Condition.NONE) {
      play(operation.get(), statement, start);
    } else {
      playIf(operation.get(), step);
    }
  }

  private void playRows(String statement, int start) {
    Optional<String> first = SqlScript.firstWord(statement);
    if (first.filter(OF_ROWS::contains).isEmpty()) {
      schema = Schema.open();
      return;
    }
    if (first.filter(QUERIES::contains).isPresent()) {
      for (TableUse use : TableUse.in(statement)) {
        if (schema.presence(use.table()) == Presence.ABSENT && !isShadow(use.table())) {
          findings.add(
              new Finding(
                  SchemaProblem.unknownTable(schema, "uses table " + use.table(), use.table()),
                  start + use.offset()));
        }
      }
    }
    schema = schema.settled();
  }

  /** There may be a temporary table too, which is what an unqualified name means then. */
  private boolean isUnsure(SchemaStep step) {
    return schema.unsure().contains(step.object())
        || step.partner().filter(schema.unsure()::contains).isPresent();
  }

  /** Temporary tables of the run and the tables of SQLite are in no schema. */
  private static boolean isReserved(Name name) {
    String folded = name.text().toLowerCase(Locale.ROOT);
    return folded.startsWith("sqlite_") || folded.startsWith("retort_");
  }

  /** A virtual table keeps its rows in tables of its own, which no revision has made. */
  private boolean isShadow(Name name) {
    String folded = name.text().toLowerCase(Locale.ROOT);
    return schema.all(VirtualTable.class).stream()
        .map(table -> table.name().text().toLowerCase(Locale.ROOT) + "_")
        .anyMatch(folded::startsWith);
  }

  private void play(Operation operation, String statement, int start) {
    Effect effect = operation.apply(schema);
    for (SchemaProblem problem : effect.problems()) {
      Optional<Token> culprit = named(statement, problem.at());
      // In an index, a word in quotes that is no column is a text.
      boolean isText =
          operation instanceof CreateIndex
              && problem instanceof SchemaProblem.UnknownColumn
              && culprit.filter(token -> token.kind() == Token.Kind.WORD).isEmpty();
      if (isCertain(problem) && !isText) {
        findings.add(new Finding(problem, start + culprit.map(Token::start).orElse(0)));
      }
    }
    schema = effect.after();
  }

  /** Other problems are of values and rows, on which SQLite itself is milder in raw SQL. */
  private static boolean isCertain(SchemaProblem problem) {
    return problem instanceof SchemaProblem.UnknownTable
        || problem instanceof SchemaProblem.UnknownObject
        || problem instanceof SchemaProblem.DuplicateName
        || problem instanceof SchemaProblem.UnknownColumn
        || problem instanceof SchemaProblem.DuplicateColumn;
  }

  private static Optional<Token> named(String statement, Name name) {
    return SqlScript.tokens(statement).stream()
        .filter(token -> Name.found(token.name()).equals(name))
        .findFirst();
  }

  private void playIf(Operation operation, SchemaStep step) {
    boolean ofTrigger = operation instanceof CreateTrigger || operation instanceof DropTrigger;
    Presence presence =
        ofTrigger ? schema.triggerPresence(step.object()) : schema.presence(step.object());
    boolean wanted =
        step.verb() == SchemaStep.Verb.CREATE
            ? presence == Presence.ABSENT
            : presence != Presence.ABSENT;
    if (wanted) {
      schema = operation.apply(schema).after();
    } else if (presence == Presence.MAYBE) {
      schema = schema.unsure(step.object());
    }
  }

  /** Returns the same as an operation; nothing for what cannot be read. */
  private Optional<Operation> operation(String statement, SchemaStep step) {
    List<Token> tokens = SqlScript.tokens(statement);
    try {
      return switch (step.verb()) {
        case CREATE -> Optional.of(created(statement, tokens, step));
        case DROP -> dropped(tokens.get(1), step.object());
        case RENAME -> Optional.of(new RenameTable(step.object(), step.partner().orElseThrow()));
        case ALTER -> AlterStatement.read(statement, tokens, step.object());
      };
    } catch (UnreadableText | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static Operation created(String statement, List<Token> tokens, SchemaStep step) {
    String kind =
        tokens.stream().skip(1).map(Token::keyword).filter(RawSql::isKind).findFirst().orElse("");
    return switch (kind) {
      case "VIRTUAL" -> {
        VirtualTableText text = VirtualTableText.read(statement);
        yield new CreateVirtualTable(
            new VirtualTable(step.object(), Name.found(text.module()), text.arguments()));
      }
      case "TABLE" -> new CreateTable(table(statement, step.object()));
      case "INDEX" -> new CreateIndex(SqliteInspection.index(IndexText.read(statement)));
      case "VIEW" -> {
        ViewText text = ViewText.read(statement);
        yield new CreateView(new View(step.object(), text.columns(), text.select()));
      }
      case "TRIGGER" ->
          new CreateTrigger(
              new Trigger(step.object(), TriggerText.read(statement).table(), statement));
      default -> throw new IllegalArgumentException("CREATE " + kind);
    };
  }

  private static boolean isKind(String word) {
    return Set.of("VIRTUAL", "TABLE", "INDEX", "VIEW", "TRIGGER").contains(word);
  }

  /** A table that a query fills, or whose text is not understood, has columns that nobody knows. */
  private static Table table(String statement, Name name) {
    try {
      return TableInspection.of(TableText.read(statement));
    } catch (UnreadableText open) {
      return new Table(name, List.of(), List.of(), Set.of(), Extent.OPEN);
    }
  }

  private static Optional<Operation> dropped(Token kind, Name name) {
    return switch (kind.keyword()) {
      case "TABLE" -> Optional.of(new DropTable(name));
      case "INDEX" -> Optional.of(new DropIndex(name));
      case "VIEW" -> Optional.of(new DropView(name));
      case "TRIGGER" -> Optional.of(new DropTrigger(name));
      default -> Optional.empty();
    };
  }
}
