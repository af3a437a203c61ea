package dev.retort.op;

import dev.retort.schema.Name;
import dev.retort.schema.Schema;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that a revision asks for, as a value: it describes itself, knows what it does to a
 * {@link Schema}, and what undoes it.
 */
public sealed interface Operation
    permits AlterTable,
        CreateIndex,
        CreateTable,
        CreateTrigger,
        CreateView,
        CreateVirtualTable,
        DeleteRows,
        DropIndex,
        DropTable,
        DropTrigger,
        DropView,
        ExecuteOutside,
        ExecuteSql,
        InsertRows,
        RenameTable,
        ReplaceTrigger,
        ReplaceView,
        RunStep {

  /**
   * Says in one line what this does.
   *
   * @return for example {@code create table "users"}
   */
  String describe();

  /**
   * Returns the schema after this operation, and what is wrong with it there.
   *
   * @param before the schema before it
   * @return the schema after it, as far as it could be made, and the problems
   */
  Effect apply(Schema before);

  /**
   * Returns what undoes this operation.
   *
   * @param before the schema before it
   * @return the operations, or why there are none
   */
  Inverse inverse(Schema before);

  /**
   * Returns the objects whose SQL, as it was before, the inverse is derived from.
   *
   * @return names of tables, views, indexes and triggers
   */
  default Set<Name> touches() {
    return Set.of();
  }

  /**
   * Returns the table that this is about.
   *
   * @return for example {@code "users"}; empty for what concerns no table, or cannot be told
   */
  default Optional<Name> about() {
    return Optional.empty();
  }

  /**
   * Says whether this can change rows or what they reference, so that references are looked at
   * after it.
   *
   * @return false for what concerns the schema alone
   */
  default boolean touchesRows() {
    return false;
  }

  /**
   * Calls the visitor's method for this kind of operation.
   *
   * @param visitor what is to be done with each kind
   * @param <R> what it makes of them
   * @return what the visitor returned
   */
  <R> R accept(Visitor<R> visitor);

  /**
   * Does something with each kind of operation, so that a new kind does not compile until every
   * dialect answers.
   *
   * @param <R> what it makes of them
   */
  interface Visitor<R> {
    /** Answers for changes of a table. */
    R alterTable(AlterTable operation);

    /** Answers for a new index. */
    R createIndex(CreateIndex operation);

    /** Answers for a new table. */
    R createTable(CreateTable operation);

    /** Answers for a new trigger. */
    R createTrigger(CreateTrigger operation);

    /** Answers for a new view. */
    R createView(CreateView operation);

    /** Answers for a new virtual table. */
    R createVirtualTable(CreateVirtualTable operation);

    /** Answers for deleted rows. */
    R deleteRows(DeleteRows operation);

    /** Answers for a dropped index. */
    R dropIndex(DropIndex operation);

    /** Answers for a dropped table. */
    R dropTable(DropTable operation);

    /** Answers for a dropped trigger. */
    R dropTrigger(DropTrigger operation);

    /** Answers for a dropped view. */
    R dropView(DropView operation);

    /** Answers for raw SQL outside of the transaction. */
    R executeOutside(ExecuteOutside operation);

    /** Answers for raw SQL. */
    R executeSql(ExecuteSql operation);

    /** Answers for new rows. */
    R insertRows(InsertRows operation);

    /** Answers for a renamed table. */
    R renameTable(RenameTable operation);

    /** Answers for a trigger that becomes another. */
    R replaceTrigger(ReplaceTrigger operation);

    /** Answers for a view that becomes another. */
    R replaceView(ReplaceView operation);

    /** Answers for work on rows. */
    R runStep(RunStep operation);
  }
}
