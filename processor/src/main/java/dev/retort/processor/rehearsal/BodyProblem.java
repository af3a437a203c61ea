package dev.retort.processor.rehearsal;

import dev.retort.op.SchemaProblem;
import dev.retort.schema.Name;
import dev.retort.schema.View;
import dev.retort.sqlite.SqlMistake;
import java.util.List;

/** Something that is found when a body is rehearsed. */
public sealed interface BodyProblem {

  /**
   * Says what is wrong.
   *
   * @return after the words {@code revision "b7f2"}
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
   * Says whether the run would fail.
   *
   * @return false for what is merely unwise
   */
  default boolean isCertain() {
    return true;
  }

  /** An operation that the schema refuses. */
  record OfSchema(SchemaProblem problem) implements BodyProblem {
    @Override
    public String message() {
      return problem.message();
    }

    @Override
    public String code() {
      return problem.code();
    }
  }

  /** A value that an operation refuses. */
  record InvalidOperation(String why) implements BodyProblem {
    @Override
    public String message() {
      return "cannot be run: " + why;
    }
  }

  /** A quote that is never closed, or a sign that SQL does not have. */
  record UnreadableSql(SqlMistake mistake) implements BodyProblem {
    @Override
    public String message() {
      return "executes SQL that cannot be read: " + mistake.message();
    }
  }

  /** A parenthesis without its partner. */
  record UnbalancedSql(SqlMistake mistake) implements BodyProblem {
    @Override
    public String message() {
      return "executes SQL that cannot be read: " + mistake.message();
    }
  }

  /** SQL that begins with a word that nearly is one. */
  record UnknownStatement(SqlMistake mistake) implements BodyProblem {
    @Override
    public String message() {
      return "executes SQL, but " + mistake.message();
    }
  }

  /** Returns the problem that a mistake in raw SQL is. */
  static BodyProblem of(SqlMistake mistake) {
    return switch (mistake.kind()) {
      case UNREADABLE_SQL -> new UnreadableSql(mistake);
      case UNBALANCED_SQL -> new UnbalancedSql(mistake);
      case UNKNOWN_STATEMENT -> new UnknownStatement(mistake);
    };
  }

  /** A view of a table that is not there when the revision ends. */
  record BrokenView(View view, Name table) implements BodyProblem {
    @Override
    public String message() {
      return "makes view " + view.name() + " of table " + table + ", but there is none";
    }
  }

  /** Branches that cannot both be there. */
  record BranchConflict(String revision, String problem) implements BodyProblem {
    @Override
    public String message() {
      return "merges branches that do not fit together: revision \"%s\" %s"
          .formatted(revision, problem);
    }
  }

  /** Rows that are lost. */
  record Destructive(String what) implements BodyProblem {
    @Override
    public String message() {
      return what + ". If that is meant, say @Revision(destructive = true)";
    }

    @Override
    public boolean isCertain() {
      return false;
    }
  }

  /** A downgrade that does not bring back what was there. */
  record IncompleteDowngrade(List<String> differences) implements BodyProblem {
    /** Copies the differences. */
    public IncompleteDowngrade {
      differences = List.copyOf(differences);
    }

    @Override
    public String message() {
      return "does not bring back what was there before its upgrade: "
          + String.join("; ", differences);
    }

    @Override
    public boolean isCertain() {
      return false;
    }
  }
}
