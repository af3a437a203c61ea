package dev.retort.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An expression that is not false for any row, for example {@code check("age >= 0")}.
 *
 * @param name its name
 * @param expression SQL without the outer parentheses
 * @param owner the column that it was written with, and goes with
 */
public record Check(Optional<Name> name, String expression, Optional<Name> owner)
    implements Constraint {

  /**
   * Checks that there is an expression.
   *
   * @throws IllegalArgumentException when it is blank
   */
  public Check {
    expression = Columns.expression("a check", expression);
  }

  /**
   * Returns this check with a name.
   *
   * @param name for example {@code "ck_users_age"}
   * @return the changed copy
   */
  public Check named(String name) {
    return new Check(Optional.of(Name.of(name)), expression, owner);
  }

  @Override
  public List<Name> columns() {
    return List.of();
  }

  @Override
  public Check columnsRenamed(UnaryOperator<Name> names) {
    return new Check(name, expression, owner.map(names));
  }

  @Override
  public String describe() {
    return "check (" + expression + ")" + Columns.called(name);
  }
}
