package dev.retort.history;

import dev.retort.plan.Statement;
import dev.retort.schema.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a script does to the history, as SQL. */
public final class HistoryScript {
  /** What is said to have applied a revision: nobody knows who will run the script. */
  private static final String APPLIED_BY = "script";

  private final String table;
  private final String definition;
  private final String now;

  /**
   * Makes it for a table.
   *
   * @param history the table
   * @param now the time in SQL at which a statement is run
   */
  public HistoryScript(HistoryTable history, String now) {
    this.table = history.quoted();
    this.definition = history.definition();
    this.now = now;
  }

  /**
   * Returns the statement that makes the table if it is not there.
   *
   * @return the statement
   */
  public Statement creation() {
    return Statement.schema(
        "CREATE TABLE IF NOT EXISTS " + definition, "make the history if there is none");
  }

  /**
   * Returns the queries that find a database where other revisions are applied.
   *
   * @param applied the ids of the revisions that must be, and no others
   * @return the queries
   */
  public List<Statement> guards(List<String> applied) {
    String why = "look whether the database is where this script begins";
    return List.of(
        Statement.refusal(
            "SELECT 'the history has format ' || max(format) || ', which this script does not"
                + " know' FROM "
                + table
                + " WHERE format > "
                + HistoryTable.FORMAT,
            why),
        Statement.refusal(
            "WITH wanted(id) AS ("
                + wanted(applied)
                + ") SELECT 'the database is not where this script begins: ' ||"
                + " group_concat(words, ', ') FROM (SELECT id || ' is not applied' AS words FROM"
                + " wanted WHERE id NOT IN (SELECT id FROM "
                + table
                + ") UNION ALL SELECT id || ' is applied' FROM "
                + table
                + " WHERE id NOT IN (SELECT id FROM wanted))",
            why));
  }

  private static String wanted(List<String> applied) {
    List<String> rows = new ArrayList<>();
    applied.forEach(id -> rows.add("(" + Literal.of(id).sql() + ")"));
    return rows.isEmpty() ? "SELECT NULL WHERE 0" : "VALUES " + String.join(", ", rows);
  }

  /**
   * Returns the statement that writes down a revision which has run.
   *
   * @param id its id
   * @param message its message
   * @param fingerprint its fingerprint
   * @param retortVersion what has written the script
   * @param undo what is needed to undo it
   * @return the statement
   */
  public Statement add(
      String id, String message, Optional<String> fingerprint, String retortVersion, String undo) {
    List<String> values =
        List.of(
            "coalesce(max(seq), 0) + 1",
            Literal.of(id).sql(),
            Literal.of(HistoryRow.UPGRADE).sql(),
            fingerprint.map(each -> Literal.of(each).sql()).orElse("NULL"),
            Literal.of(message).sql(),
            now,
            "0",
            Literal.of(APPLIED_BY).sql(),
            Literal.of(retortVersion).sql(),
            String.valueOf(HistoryTable.FORMAT),
            Literal.of(undo).sql());
    return Statement.rows(
        "INSERT INTO "
            + table
            + " (seq, id, kind, fingerprint, message, applied_at, duration_ms, applied_by,"
            + " retort_version, format, undo)\nSELECT "
            + String.join(", ", values)
            + "\nFROM "
            + table,
        "write down that revision \"" + id + "\" is applied");
  }

  /**
   * Returns the statement that deletes the row of a revision which is undone.
   *
   * @param id its id
   * @return the statement
   */
  public Statement remove(String id) {
    return Statement.rows(
        "DELETE FROM " + table + " WHERE id = " + Literal.of(id).sql(),
        "write down that revision \"" + id + "\" is undone");
  }
}
