package dev.retort.sqlite;

import dev.retort.op.CreateIndex;
import dev.retort.op.CreateTable;
import dev.retort.schema.Check;
import dev.retort.schema.Column;
import dev.retort.schema.ColumnType;
import dev.retort.schema.Default;

/**
 * What is made of names, types and values alone, with no SQL of the author's in it. The schema that
 * a revision is checked against says all there is to say about it, so that it need not be tried
 * before it is run.
 */
final class PlainDdl {
  private PlainDdl() {}

  static boolean isPlain(CreateTable operation) {
    return operation.table().columns().stream().allMatch(PlainDdl::isPlain)
        && operation.table().constraints(Check.class).isEmpty();
  }

  static boolean isPlain(CreateIndex operation) {
    return operation.index().condition().isEmpty()
        && operation.index().columns().stream()
            .allMatch(term -> term.column().isPresent() && term.collation().isEmpty());
  }

  /** A column that is added has no constraint that could be in the way of rows. */
  static boolean isPlainAlone(Column<?> column) {
    return column.constraints().isEmpty() && isPlain(column);
  }

  private static boolean isPlain(Column<?> column) {
    return column.fallback().map(Default::isConstant).orElse(true)
        && column.collation().isEmpty()
        && column.generation().isEmpty()
        && column.type().kind() != ColumnType.Kind.DECLARED;
  }
}
