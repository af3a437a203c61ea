package dev.retort.sqlite.text;

import dev.retort.schema.Name;
import dev.retort.sql.Token;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where everything is in the text of a table.
 *
 * @param inside what is between the parentheses of the definition
 * @param items the places of the columns, then of the table's constraints
 */
record TableParts(
    String sql,
    Token name,
    Span inside,
    List<Column> columns,
    List<ConstraintText> constraints,
    List<Item> items,
    List<Option> options) {

  /** A column with the places of its name and type; the type's is empty when there is none. */
  record Column(ColumnText text, Span name, Span type, Span whole) {
    Column with(List<ConstraintText> constraints) {
      return new Column(
          new ColumnText(text.name(), text.type(), constraints, text.sql()), name, type, whole);
    }

    /** The one clause of a definition that consists of it, its place counted in that text. */
    ConstraintText only(ConstraintText.Kind kind) {
      if (text.constraints().size() != 1 || text.constraints().get(0).kind() != kind) {
        throw new UnreadableText(text.sql(), '"' + text.sql() + '"', "one clause stands");
      }
      return text.constraints().get(0);
    }
  }

  /** A column or table constraint, with the place of the comma that follows it. */
  record Item(Span span, OptionalInt comma) {}

  /** What follows the parentheses, for example {@code WITHOUT ROWID}. */
  record Option(String words, Span span, OptionalInt comma) {}

  Optional<Column> column(Name wanted) {
    return columns.stream().filter(column -> column.text().name().equals(wanted)).findFirst();
  }

  Optional<Option> option(String words) {
    return options.stream().filter(option -> option.words().equals(words)).findFirst();
  }
}
