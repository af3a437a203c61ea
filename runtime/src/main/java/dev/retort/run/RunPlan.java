package dev.retort.run;

import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import java.util.List;

/**
 * What a run would do, statement by statement.
 *
 * @param revisions the revisions that it would apply, in their order; none when there is nothing to
 *     do
 */
public record RunPlan(List<RevisionPlan> revisions) {

  /** Copies the list. */
  public RunPlan {
    revisions = List.copyOf(revisions);
  }

  /**
   * What a run would do for one revision.
   *
   * @param id its id
   * @param message its message; empty for none
   * @param choices which way would be chosen for each change of a table and why, in words, for
   *     example {@code alter column "total": rebuild of "orders" (5,000,000 rows, 3 indexes): the
   *     type of "total" changes its affinity}
   * @param notes what is worth knowing of the database beside, in words
   * @param statements the statements, in their order
   */
  public record RevisionPlan(
      String id,
      String message,
      List<String> choices,
      List<String> notes,
      List<PlannedStatement> statements) {
    /** Copies the lists. */
    public RevisionPlan {
      choices = List.copyOf(choices);
      notes = List.copyOf(notes);
      statements = List.copyOf(statements);
    }
  }

  /**
   * A statement of a plan.
   *
   * @param why why it is there, for example {@code copy the rows of "orders" into its new shape}
   * @param sql the statement; {@code (Java code)} for a step of the revision's own
   */
  public record PlannedStatement(String why, String sql) {}

  /**
   * Says whether there would be nothing to do.
   *
   * @return true when no revision would be applied
   */
  public boolean isEmpty() {
    return revisions.isEmpty();
  }

  /**
   * Returns the plan in words: each revision with its choices and its statements.
   *
   * @return lines of text, the SQL with a semicolon behind it and what it is for above it
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (RevisionPlan revision : revisions) {
      text.append("-- revision ").append(revision.id());
      text.append(revision.message().isEmpty() ? "" : ": " + revision.message()).append('\n');
      revision.choices().forEach(choice -> text.append("--   ").append(choice).append('\n'));
      revision.notes().forEach(note -> text.append("--   ").append(note).append('\n'));
      for (PlannedStatement statement : revision.statements()) {
        text.append("\n-- ").append(statement.why()).append('\n');
        text.append(ended(statement.sql())).append('\n');
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** Puts the semicolon where no comment hides it. */
  private static String ended(String sql) {
    List<Token> tokens = SqlScript.tokens(sql);
    int end = tokens.isEmpty() ? sql.length() : tokens.get(tokens.size() - 1).end();
    return sql.substring(0, end) + ";" + sql.substring(end);
  }
}
