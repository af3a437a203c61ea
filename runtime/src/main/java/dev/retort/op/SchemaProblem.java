package dev.retort.op;

import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import dev.retort.schema.Schema;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with an operation on the schema that it finds. The compiler and the runtime refuse
 * the same things in the same words.
 */
public sealed interface SchemaProblem {

  /**
   * Returns the name that is at fault, as it was given.
   *
   * @return for example {@code "nmae"}
   */
  Name at();

  /**
   * Says what is wrong, after the words {@code revision "b7f2"}.
   *
   * @return for example {@code drops column "nmae" of "users", but "users" has no such column here.
   *     Did you mean "name"?}
   */
  String message();

  /**
   * Returns the name of this kind of problem.
   *
   * @return for example {@code UnknownColumn}
   */
  default String code() {
    return getClass().getSimpleName();
  }

  /**
   * Returns the problem that there is no table of a name.
   *
   * @param schema where it was looked for
   * @param action what wants it, for example {@code drops table "users"}
   * @param table its name
   * @return the problem, with the nearest name that there is
   */
  static SchemaProblem unknownTable(Schema schema, String action, Name table) {
    return Lookup.unknownTable(schema, action, table);
  }

  /** There is no table of that name. */
  record UnknownTable(String action, Name at, Optional<Name> nearest) implements SchemaProblem {
    @Override
    public String message() {
      return action + ", but there is no table " + at + " here" + didYouMean(nearest);
    }
  }

  /** There is no view, index or trigger of that name. */
  record UnknownObject(String action, Name at, String kind, Optional<Name> nearest)
      implements SchemaProblem {
    @Override
    public String message() {
      return action + ", but there is no " + kind + " " + at + " here" + didYouMean(nearest);
    }
  }

  /** What has that name is something else. */
  record OtherKind(String action, Name at, String kind) implements SchemaProblem {
    @Override
    public String message() {
      return action + ", but " + at + " is " + withArticle(kind) + " here.";
    }
  }

  /** The name is taken. */
  record DuplicateName(String action, Name at, String kind) implements SchemaProblem {
    @Override
    public String message() {
      return action + ", but there is " + withArticle(kind) + " " + at + " here already.";
    }
  }

  /** The table has no column of that name. */
  record UnknownColumn(String action, Name at, Name table, Optional<Name> nearest)
      implements SchemaProblem {
    @Override
    public String message() {
      return action + ", but " + table + " has no such column here" + didYouMean(nearest);
    }
  }

  /** SQLite would take a name in double quotes for a text, since no column has it. */
  record QuotedText(String action, Name at, Name table, Optional<Name> nearest)
      implements SchemaProblem {
    @Override
    public String message() {
      return action
          + " with "
          + at
          + ", but "
          + table
          + " has no such column here"
          + didYouMean(nearest)
          + " SQLite would take it for a text, and a text stands in single quotes: "
          + Literal.of(at.text()).sql();
    }
  }

  /** The table has a column of that name. */
  record DuplicateColumn(String action, Name at, Name table) implements SchemaProblem {
    @Override
    public String message() {
      return action + ", but " + table + " has a column " + at + " here already.";
    }
  }

  /** The table has no such constraint. */
  record UnknownConstraint(String action, Name at, Name table, List<String> present)
      implements SchemaProblem {
    @Override
    public String message() {
      return action
          + ", but "
          + table
          + " has no such constraint here. "
          + (present.isEmpty() ? "It has none." : "It has: " + String.join("; ", present) + ".");
    }
  }

  /** The table has a constraint of that name. */
  record DuplicateConstraint(String action, Name at, Name table) implements SchemaProblem {
    @Override
    public String message() {
      return action + ", but " + table + " has a constraint " + at + " here already.";
    }
  }

  /** The table has a primary key. */
  record SecondPrimaryKey(String action, Name at, String present) implements SchemaProblem {
    @Override
    public String message() {
      return action
          + ", but "
          + at
          + " has the "
          + present
          + " here already. Drop it first: dropPrimaryKey()";
    }
  }

  /** Something needs the column. */
  record ColumnInUse(String action, Name at, String user, String fix) implements SchemaProblem {
    @Override
    public String message() {
      return action + ", but the " + user + " needs it. Drop that first: " + fix;
    }
  }

  /** The rows that are there would have no value for a column that must have one. */
  record NoValue(String action, Name at, Name table) implements SchemaProblem {
    @Override
    public String message() {
      return action
          + ", which must not be NULL, but rows of "
          + table
          + " may be there and would have no value. Give it one: .defaultValue(..), or"
          + " add(..).backfill(\"...\")";
    }
  }

  /** A table would have no columns left. */
  record LastColumn(String action, Name at) implements SchemaProblem {
    @Override
    public String message() {
      return action + ", but a table cannot be without columns. Drop the table: dropTable(..)";
    }
  }

  /** Only an integer primary key of one column can autoincrement. */
  record NoAutoincrement(String action, Name at, Name table) implements SchemaProblem {
    @Override
    public String message() {
      return action
          + ", but only the integer primary key of a table with rowids can autoincrement, and "
          + at
          + " of "
          + table
          + " is none here.";
    }
  }

  /** A generated column is computed, and cannot have a default. */
  record GeneratedDefault(String action, Name at, Name table) implements SchemaProblem {
    @Override
    public String message() {
      return action + ", but " + at + " of " + table + " is generated and cannot have a default.";
    }
  }

  /** A foreign key references a table or a column that is not there when the revision ends. */
  record UnknownTarget(Name at, String action, String missing, Optional<Name> nearest)
      implements SchemaProblem {
    @Override
    public String message() {
      return action + ", but at its end there is no " + missing + didYouMean(nearest);
    }
  }

  /** A foreign key references columns that are no key. */
  record NonUniqueTarget(Name at, String action, String target) implements SchemaProblem {
    @Override
    public String message() {
      return action
          + ", but "
          + target
          + " is neither a primary key nor unique. Add a unique constraint there: add(unique(..))";
    }
  }

  private static String didYouMean(Optional<Name> nearest) {
    return nearest.isPresent() ? ". Did you mean " + nearest.get() + "?" : ".";
  }

  private static String withArticle(String kind) {
    return (kind.startsWith("i") ? "an " : "a ") + kind;
  }
}
