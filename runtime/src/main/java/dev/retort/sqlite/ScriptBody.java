package dev.retort.sqlite;

import dev.retort.plan.Statement;
import dev.retort.plan.Step;
import dev.retort.schema.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The statements of a script in their order. What must return nothing becomes a row with a problem
 * or without one, and a row with a problem cannot be written.
 */
final class ScriptBody {
  private static final String GUARD = "temp.retort_guard";

  private final List<Entry> guards = new ArrayList<>();
  private final List<Entry> revisions = new ArrayList<>();
  private List<Entry> current = guards;
  private List<String> heading = List.of();
  private Set<Name> unfitBefore = Set.of();
  private boolean checked;

  /**
   * A statement with the words above it.
   *
   * @param kind which of them are written
   */
  private record Entry(Kind kind, Statement statement, List<String> words) {}

  private enum Kind {
    ALWAYS,
    /** Only where references between rows are checked. */
    REFERENCES
  }

  /**
   * Says which tables have a foreign key that fits nothing at the beginning, whose rows nobody can
   * look at.
   */
  void begin(Set<Name> unfit) {
    unfitBefore = new TreeSet<>(unfit);
  }

  /**
   * Adds the query that finds references which are broken now and were not at the beginning.
   *
   * @param unfit the tables that have a foreign key which fits nothing now
   */
  void check(Set<Name> unfit) {
    checked = true;
    add(ReferenceGuard.check(unfit));
  }

  /** Writes words above the next statement. */
  void heading(List<String> lines) {
    heading = List.copyOf(lines);
  }

  /** Says that all that follows may change something. */
  void beginRevisions() {
    current = revisions;
  }

  /** Adds what a step comes to in SQL. */
  void add(Step step) {
    if (step instanceof Statement statement) {
      add(statement);
    } else if (step instanceof Step.Reread) {
      add(Statement.schema("CREATE TABLE main.retort_reread (a)", step.why()));
      add(Statement.schema("DROP TABLE main.retort_reread", step.why()));
    } else {
      throw unwritable(step);
    }
  }

  /** Adds a statement that follows a name which rows are known by. */
  void follow(Statement statement) {
    current.add(new Entry(Kind.REFERENCES, statement, words(statement)));
  }

  private void add(Statement statement) {
    statement
        .explanation()
        .ifPresent(
            query ->
                put(Statement.refusal(query, "look whether it can be done: " + statement.why())));
    if (statement.kind() == Statement.Kind.COMPUTED) {
      throw unwritable(statement);
    }
    put(statement);
  }

  private static PlanRefusal unwritable(Step step) {
    return new PlanRefusal(
        "cannot be written as a script: what it does to "
            + step.why()
            + " depends on the rows. Run it with upgrade().");
  }

  private void put(Statement statement) {
    ScriptText.requireReadable(statement.sql(), keeping(statement));
    current.add(new Entry(Kind.ALWAYS, statement, words(statement)));
  }

  private List<String> words(Statement statement) {
    List<String> words = new ArrayList<>(heading);
    heading = List.of();
    if (!words.isEmpty()) {
      words.add("");
    }
    words.add(statement.why());
    return words;
  }

  /** Returns the whole script. */
  String text(ScriptVersion version, String title) {
    List<Entry> all = new ArrayList<>();
    opening().forEach(each -> all.add(entry(each)));
    all.add(entry(version.guard()));
    if (writesTexts()) {
      writable().forEach(each -> all.add(entry(each)));
    }
    all.addAll(guards);
    if (checked) {
      ReferenceGuard.notice(unfitBefore).forEach(each -> all.add(entry(each)));
    }
    revisions.stream().filter(each -> checked || each.kind() == Kind.ALWAYS).forEach(all::add);
    if (checked) {
      all.add(entry(ReferenceGuard.forget()));
    }
    long guarded =
        all.stream().filter(each -> each.statement().kind() == Statement.Kind.REFUSAL).count();
    closing(guarded).forEach(each -> all.add(entry(each)));
    return written(version, title, all);
  }

  private static Entry entry(Statement statement) {
    return new Entry(Kind.ALWAYS, statement, List.of(statement.why()));
  }

  private static String written(ScriptVersion version, String title, List<Entry> all) {
    ScriptText text = new ScriptText();
    text.head(ScriptHead.lines(version, title));
    for (Entry each : all) {
      Statement statement = each.statement();
      boolean refusal = statement.kind() == Statement.Kind.REFUSAL;
      String sql =
          refusal
              ? "INSERT INTO " + GUARD + " (problem) VALUES ((\n" + statement.sql() + "\n))"
              : statement.sql();
      text.statement(sql, keeping(statement), each.words());
    }
    return text.end();
  }

  private static ScriptText.Keeping keeping(Statement statement) {
    return statement.kind() == Statement.Kind.SCHEMA
        ? ScriptText.Keeping.STORED
        : ScriptText.Keeping.RUN;
  }

  private boolean writesTexts() {
    return revisions.stream()
        .anyMatch(each -> each.statement().sql().equals("PRAGMA writable_schema = ON"));
  }

  private static List<Statement> opening() {
    return List.of(
        Statement.rows(
            "PRAGMA foreign_keys = OFF",
            "let a table be dropped and made again without its references; this is of the connection"),
        Statement.rows(
            "PRAGMA legacy_alter_table = OFF", "let a rename change all that refers to it"),
        Statement.rows("BEGIN IMMEDIATE", "do all of it or nothing"),
        Statement.rows(
            "CREATE TEMP TABLE retort_guard (\n"
                + "  problem TEXT CHECK (json_extract('0', problem) IS NULL AND problem IS NULL),\n"
                + "  complete INTEGER CONSTRAINT \"something before has failed, so that nothing is"
                + " kept\" CHECK (complete)\n)",
            "a problem cannot be written here: json_extract takes it for a path, and fails with its words"));
  }

  /** Fails where a shell or a connection lets nobody write the stored texts, as newer shells do. */
  private static List<Statement> writable() {
    String why = "look whether the stored texts can be written, so that they stay as they are";
    return List.of(
        Statement.rows("PRAGMA writable_schema = ON", why),
        Statement.refusal(
            "SELECT 'this script keeps texts as they were written, but writable_schema cannot be"
                + " turned on here. In the sqlite3 command say .dbconfig defensive off before'"
                + " FROM pragma_writable_schema WHERE writable_schema = 0",
            why),
        Statement.rows("PRAGMA writable_schema = OFF", why));
  }

  private static List<Statement> closing(long guarded) {
    String why = "keep nothing where a program has gone on after a problem";
    return List.of(
        Statement.rows(
            "INSERT OR ROLLBACK INTO "
                + GUARD
                + " (complete) SELECT 0 WHERE (SELECT count(*) FROM "
                + GUARD
                + ") <> "
                + guarded,
            why),
        Statement.rows("DROP TABLE " + GUARD, why),
        Statement.rows("COMMIT", "keep all of it"));
  }
}
