package dev.retort.schema;

import java.util.List;
import java.util.Optional;

/**
 * An expression that is not false for any row, for example {@code check("age >= 0")}.
 *
 * @param name its name
 * @param expression SQL without the outer parentheses
 */
public record Check(Optional<Name> name, String expression) implements Constraint {

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
    return new Check(Optional.of(Name.of(name)), expression);
  }

  @Override
  public List<Name> columns() {
    return List.of();
  }

  @Override
  public Check columnRenamed(Name from, Name to) {
    return this;
  }

  @Override
  public String describe() {
    return "check (" + expression + ")" + Columns.called(name);
  }
}
