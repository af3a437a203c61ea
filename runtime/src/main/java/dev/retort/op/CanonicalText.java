package dev.retort.op;

import dev.retort.schema.AddElement;
import dev.retort.schema.AlterColumn;
import dev.retort.schema.Cell;
import dev.retort.schema.Check;
import dev.retort.schema.Column;
import dev.retort.schema.ColumnType;
import dev.retort.schema.Conflict;
import dev.retort.schema.Constraint;
import dev.retort.schema.Deferral;
import dev.retort.schema.ForeignKey;
import dev.retort.schema.Index;
import dev.retort.schema.IndexColumn;
import dev.retort.schema.Name;
import dev.retort.schema.Nullability;
import dev.retort.schema.PrimaryKey;
import dev.retort.schema.Row;
import dev.retort.schema.TableChange;
import dev.retort.schema.TableElement;
import dev.retort.schema.TableOption;
import dev.retort.schema.Unique;
import dev.retort.schema.View;
import java.util.List;
import java.util.TreeSet;

/**
 * Writes an operation as the text that fingerprints are taken of, one line each.
 *
 * <p>A part that says nothing, as an absent default, writes nothing: what a later version adds to
 * the vocabulary leaves the fingerprints of older revisions as they are. Every change of this class
 * that changes the text of an existing operation needs a new version of the fingerprint.
 */
final class CanonicalText implements Operation.Visitor<String>, TableChange.Visitor<String> {

  @Override
  public String createTable(CreateTable operation) {
    Line line = new Line("create-table").name(operation.table().name());
    operation.table().columns().forEach(column -> line.part(element(column)));
    operation.table().constraints().forEach(constraint -> line.part(element(constraint)));
    new TreeSet<>(operation.table().options()).forEach(option -> line.part(element(option)));
    return line.toString();
  }

  @Override
  public String dropTable(DropTable operation) {
    return new Line("drop-table").name(operation.table()).toString();
  }

  @Override
  public String renameTable(RenameTable operation) {
    return new Line("rename-table").name(operation.from()).name(operation.to()).toString();
  }

  @Override
  public String alterTable(AlterTable operation) {
    Line line = new Line("alter-table").name(operation.table());
    operation.changes().forEach(change -> line.part(change.accept(this)));
    return line.toString();
  }

  @Override
  public String createIndex(CreateIndex operation) {
    Index index = operation.index();
    Line line = new Line("create-index").name(index.name()).name(index.table());
    for (IndexColumn column : index.columns()) {
      Line term = new Line("term");
      column.column().ifPresent(term::name);
      column.expression().ifPresent(sql -> term.text("expression", sql));
      column.collation().ifPresent(name -> term.text("collate", name));
      term.flag("desc", column.order() == IndexColumn.Order.DESCENDING);
      line.part(term.toString());
    }
    index.condition().ifPresent(sql -> line.text("where", sql));
    return line.flag("unique", index.uniqueness() == Index.Uniqueness.UNIQUE).toString();
  }

  @Override
  public String dropIndex(DropIndex operation) {
    return new Line("drop-index").name(operation.index()).toString();
  }

  @Override
  public String createView(CreateView operation) {
    return view("create-view", operation.view());
  }

  @Override
  public String replaceView(ReplaceView operation) {
    return view("replace-view", operation.view());
  }

  private static String view(String word, View view) {
    Line line = new Line(word).name(view.name());
    view.columns().forEach(line::name);
    return line.text("as", view.select()).toString();
  }

  @Override
  public String dropView(DropView operation) {
    return new Line("drop-view").name(operation.view()).toString();
  }

  @Override
  public String createTrigger(CreateTrigger operation) {
    return new Line("create-trigger").text("sql", operation.trigger().sql()).toString();
  }

  @Override
  public String replaceTrigger(ReplaceTrigger operation) {
    return new Line("replace-trigger").text("sql", operation.trigger().sql()).toString();
  }

  @Override
  public String dropTrigger(DropTrigger operation) {
    return new Line("drop-trigger").name(operation.trigger()).toString();
  }

  @Override
  public String createVirtualTable(CreateVirtualTable operation) {
    Line line =
        new Line("create-virtual-table")
            .name(operation.table().name())
            .name(operation.table().module());
    operation.table().arguments().forEach(argument -> line.text("argument", argument));
    return line.toString();
  }

  @Override
  public String insertRows(InsertRows operation) {
    return rows("insert", operation.table(), operation.rows());
  }

  @Override
  public String deleteRows(DeleteRows operation) {
    return rows("delete", operation.table(), operation.keys());
  }

  private static String rows(String word, Name table, List<Row> rows) {
    Line line = new Line(word).name(table);
    for (Row row : rows) {
      Line cells = new Line("row");
      for (Cell cell : row.cells()) {
        cells.name(cell.column()).text("is", cell.value().sql());
      }
      line.part(cells.toString());
    }
    return line.toString();
  }

  @Override
  public String executeOutside(ExecuteOutside operation) {
    return new Line("execute-outside").text("sql", operation.sql()).toString();
  }

  @Override
  public String executeSql(ExecuteSql operation) {
    Line line = new Line("execute");
    operation.only().ifPresent(dialect -> line.text("only", dialect.name()));
    return line.text("sql", operation.sql()).toString();
  }

  @Override
  public String runStep(RunStep operation) {
    return new Line("run").text("description", operation.description()).toString();
  }

  @Override
  public String add(AddElement change) {
    Line line = new Line("add").part(element(change.element()));
    if (change.position() instanceof TableChange.Position.First) {
      line.flag("first", true);
    } else if (change.position() instanceof TableChange.Position.Before before) {
      line.part(new Line("before").name(before.column()).toString());
    } else if (change.position() instanceof TableChange.Position.After after) {
      line.part(new Line("after").name(after.column()).toString());
    }
    change.backfill().ifPresent(sql -> line.text("backfill", sql));
    return line.toString();
  }

  @Override
  public String alterColumn(AlterColumn<?> change) {
    Line line = new Line("alter").name(change.column());
    change.type().ifPresent(type -> line.part(type(type)));
    change.conversion().ifPresent(sql -> line.text("using", sql));
    change.nullability().ifPresent(to -> line.text("nullability", to.name()));
    change.backfill().ifPresent(sql -> line.text("backfill", sql));
    change.fallback().ifPresent(to -> line.text("default", to.sql()));
    change.collation().ifPresent(to -> line.text("collate", to));
    change.autoincrementing().ifPresent(on -> line.text("autoincrement", on.toString()));
    change.remark().ifPresent(text -> line.text("comment", text));
    return line.toString();
  }

  @Override
  public String dropColumn(TableChange.DropColumn change) {
    return new Line("drop-column").name(change.column()).toString();
  }

  @Override
  public String renameColumn(TableChange.RenameColumn change) {
    return new Line("rename-column").name(change.from()).name(change.to()).toString();
  }

  @Override
  public String dropConstraint(TableChange.DropConstraint change) {
    return new Line("drop-constraint").name(change.constraint()).toString();
  }

  @Override
  public String dropPrimaryKey(TableChange.DropPrimaryKey change) {
    return new Line("drop-primary-key").toString();
  }

  @Override
  public String dropUnique(TableChange.DropUnique change) {
    return new Line("drop-unique").names(change.columns()).toString();
  }

  @Override
  public String dropForeignKey(TableChange.DropForeignKey change) {
    return new Line("drop-foreign-key").names(change.columns()).toString();
  }

  @Override
  public String dropCheck(TableChange.DropCheck change) {
    return new Line("drop-check").text("sql", change.expression()).toString();
  }

  @Override
  public String strictness(TableChange.Strictness change) {
    return new Line(change.strict() ? "strict" : "not-strict").toString();
  }

  private static String element(TableElement element) {
    if (element instanceof Column<?> column) {
      return column(column);
    } else if (element instanceof Constraint constraint) {
      return constraint(constraint);
    }
    return new Line("option").flag(((TableOption) element).name(), true).toString();
  }

  private static String column(Column<?> column) {
    Line line = new Line("column").name(column.name()).part(type(column.type()));
    line.flag("not-null", column.nullability() == Nullability.NOT_NULL);
    column.fallback().ifPresent(fallback -> line.text("default", fallback.sql()));
    column.generation().ifPresent(how -> line.text("generated-" + how.storage(), how.expression()));
    column.collation().ifPresent(name -> line.text("collate", name));
    column.remark().ifPresent(text -> line.text("comment", text));
    column.constraints().forEach(constraint -> line.part(constraint(constraint)));
    return line.toString();
  }

  private static String type(ColumnType<?> type) {
    Line line = new Line("type").flag(type.kind().name(), true);
    type.arguments().forEach(argument -> line.flag(argument.toString(), true));
    return type.declared().isEmpty()
        ? line.toString()
        : line.text("declared", type.declared()).toString();
  }

  private static String constraint(Constraint constraint) {
    Line line;
    if (constraint instanceof PrimaryKey key) {
      line =
          new Line("primary-key").names(key.columns()).flag("autoincrement", key.autoincrement());
      conflict(line, key.conflict());
    } else if (constraint instanceof Unique unique) {
      line = new Line("unique").names(unique.columns());
      conflict(line, unique.conflict());
    } else if (constraint instanceof ForeignKey key) {
      line = foreignKey(key);
    } else {
      Check check = (Check) constraint;
      line = new Line("check").text("sql", check.expression());
      check.owner().ifPresent(line::name);
    }
    constraint.name().ifPresent(name -> line.text("named", name.text()));
    return line.toString();
  }

  private static Line foreignKey(ForeignKey key) {
    Line line = new Line("foreign-key").names(key.columns());
    line.part(new Line("references").name(key.table()).names(key.targets()).toString());
    line.text("on-delete", key.deleteAction().name());
    line.text("on-update", key.updateAction().name());
    return line.flag(key.deferral().name(), key.deferral() != Deferral.IMMEDIATE);
  }

  private static void conflict(Line line, Conflict conflict) {
    line.flag("on-conflict-" + conflict.name(), conflict != Conflict.ABORT);
  }

  /** One parenthesised line; texts are quoted so that no text can look like another line. */
  private static final class Line {
    private final StringBuilder text;

    Line(String word) {
      this.text = new StringBuilder("(").append(word);
    }

    Line name(Name name) {
      text.append(' ');
      quote(name.text());
      return this;
    }

    Line names(List<Name> names) {
      names.forEach(this::name);
      return this;
    }

    Line text(String key, String value) {
      text.append(' ').append(key).append('=');
      quote(value);
      return this;
    }

    Line flag(String word, boolean set) {
      if (set) {
        text.append(' ').append(word);
      }
      return this;
    }

    Line part(String part) {
      text.append(' ').append(part);
      return this;
    }

    private void quote(String value) {
      text.append('"');
      for (int at = 0; at < value.length(); at++) {
        char letter = value.charAt(at);
        if (letter == '"' || letter == '\\') {
          text.append('\\').append(letter);
        } else if (letter == '\n') {
          text.append("\\n");
        } else {
          text.append(letter);
        }
      }
      text.append('"');
    }

    @Override
    public String toString() {
      return text + ")";
    }
  }
}
