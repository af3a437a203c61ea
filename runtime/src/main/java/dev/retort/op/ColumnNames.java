package dev.retort.op;

import dev.retort.schema.Check;
import dev.retort.schema.Column;
import dev.retort.schema.Constraint;
import dev.retort.schema.Generation;
import dev.retort.schema.Index;
import dev.retort.schema.IndexColumn;
import dev.retort.schema.Name;
import dev.retort.schema.Table;
import dev.retort.sql.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A column's old name and its new one, in the expressions of its table: checks, generated columns
 * and indexes.
 */
record ColumnNames(Name from, Name to) {

  Table in(Table table) {
    Table renamed = table.eachConstraint(this::in);
    for (Column<?> column : table.columns()) {
      if (column.generation().isPresent()) {
        renamed = renamed.replacing(column.name(), this::in);
      }
    }
    return renamed;
  }

  private Constraint in(Constraint constraint) {
    return constraint instanceof Check check
        ? new Check(check.name(), in(check.expression()), check.owner())
        : constraint;
  }

  private Column<?> in(Column<?> column) {
    return column.generated(
        column.generation().map(how -> new Generation(in(how.expression()), how.storage())));
  }

  Index in(Index index) {
    List<IndexColumn> terms = new ArrayList<>();
    for (IndexColumn term : index.columns()) {
      terms.add(
          new IndexColumn(
              term.column(), term.expression().map(this::in), term.collation(), term.order()));
    }
    return new Index(
        index.name(), index.table(), terms, index.uniqueness(), index.condition().map(this::in));
  }

  private String in(String expression) {
    return Expressions.renamed(
        expression,
        name -> Name.found(name).equals(from) ? Optional.of(to.sql()) : Optional.empty());
  }
}
