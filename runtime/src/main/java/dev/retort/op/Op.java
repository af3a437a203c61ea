package dev.retort.op;

import dev.retort.schema.Index;
import dev.retort.schema.Row;
import dev.retort.schema.TableChange;
import dev.retort.schema.TableElement;
import java.util.Optional;

/**
 * Records what a revision asks for. Nothing is asked of a database while a body runs.
 *
 * <pre>{@code
 * op.createTable("tags", bigint("id").primaryKey(), text("name").notNull().unique());
 * op.insert("tags", row(NAME.is("new")));
 * op.execute("UPDATE users SET name = trim(name)");
 * }</pre>
 *
 * <p>Every method throws {@link IllegalArgumentException}, quoting it, for a name that is empty or
 * reserved and for a value that cannot be right.
 */
public interface Op {

  /**
   * Asks for a new table.
   *
   * @param table its name
   * @param elements its columns, constraints and options
   */
  void createTable(String table, TableElement... elements);

  /**
   * Asks for a table to go, with its rows, indexes and triggers. It has no derived inverse.
   *
   * @param table its name
   */
  void dropTable(String table);

  /**
   * Asks for another name for a table; what refers to it follows.
   *
   * @param from the old name
   * @param to the new name
   */
  void renameTable(String from, String to);

  /**
   * Asks for changes of a table, planned together and made in their order; the table is rebuilt at
   * most once for them.
   *
   * @param table its name
   * @param changes at least one
   */
  void alterTable(String table, TableChange... changes);

  /**
   * Asks for a new index.
   *
   * @param index for example {@code index("ix_users_name").on("users", "name")}
   */
  void createIndex(Index index);

  /**
   * Asks for an index to go.
   *
   * @param name its name
   */
  void dropIndex(String name);

  /**
   * Asks for a new view.
   *
   * @param name its name
   * @param select its query
   */
  void createView(String name, String select);

  /**
   * Asks for another query for a view. The view's triggers stay.
   *
   * @param name its name
   * @param select its new query
   */
  void replaceView(String name, String select);

  /**
   * Asks for a view to go.
   *
   * @param name its name
   */
  void dropView(String name);

  /**
   * Asks for a new trigger.
   *
   * @param createSql its whole {@code CREATE TRIGGER} statement
   */
  void createTrigger(String createSql);

  /**
   * Asks for a trigger to become another of the same name.
   *
   * @param createSql its whole new {@code CREATE TRIGGER} statement
   */
  void replaceTrigger(String createSql);

  /**
   * Asks for a trigger to go.
   *
   * @param name its name
   */
  void dropTrigger(String name);

  /**
   * Asks for a new virtual table.
   *
   * @param name its name
   * @param module for example {@code "fts5"}
   * @param arguments each as it stands in the parentheses, for example {@code "content='books'"}
   */
  void createVirtualTable(String name, String module, String... arguments);

  /**
   * Asks for new rows.
   *
   * @param table the table
   * @param rows at least one
   */
  void insert(String table, Row... rows);

  /**
   * Asks for raw SQL, one statement or many, trigger bodies included. It has no derived inverse.
   *
   * @param sql the statements
   * @throws IllegalArgumentException when it begins or ends a transaction, or sets {@code
   *     foreign_keys}: those are the run's affair
   */
  void execute(String sql);

  /**
   * Asks for raw SQL on one database only; the others skip it.
   *
   * @param only the database
   * @param sql the statements
   */
  void execute(DialectName only, String sql);

  /**
   * Asks for raw SQL that a database runs only where no transaction is under way: {@code VACUUM},
   * and PRAGMAs such as {@code journal_mode}. What the run has done before is committed then. A
   * revision that asks for this asks for nothing else, so that it can run again after a crash.
   *
   * <pre>{@code
   * op.executeOutsideTransaction("PRAGMA journal_mode = WAL");
   * }</pre>
   *
   * <p>A VACUUM may give other rowids to the rows of a table that has no INTEGER PRIMARY KEY; see
   * https://www.sqlite.org/lang_vacuum.html.
   *
   * @param sql one statement or many
   * @throws IllegalArgumentException when one of them is anything else
   */
  void executeOutsideTransaction(String sql);

  /**
   * Asks for the raw SQL of a resource, read as UTF-8 now.
   *
   * @param resource its name beside the revision class, for example {@code "seed.sql"}
   * @throws IllegalArgumentException when there is no such resource
   */
  void executeResource(String resource);

  /**
   * Asks for work on rows. It must not change the schema. It has no derived inverse.
   *
   * @param description what it does, for reports and for the fingerprint
   * @param step the work
   */
  void run(String description, DataStep step);

  /**
   * Asks for the derived inverse of this revision's upgrade.
   *
   * @throws IllegalStateException in an upgrade
   */
  void undoUpgrade();

  /**
   * Returns the database that this is recorded for.
   *
   * @return its name
   */
  DialectName dialect();

  /**
   * Returns an argument that was given to the migrator.
   *
   * @param key its name
   * @return its value, or empty when it was not given
   */
  Optional<String> arg(String key);
}
