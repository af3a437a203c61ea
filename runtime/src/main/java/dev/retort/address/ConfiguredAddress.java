package dev.retort.address;

import dev.retort.error.ConnectionException;
import java.util.Optional;
import java.util.function.Function;

/** The address that the surroundings of the process name, for an application that names none. */
public final class ConfiguredAddress {
  /** The system property, which is looked at first. */
  public static final String PROPERTY = "retort.url";

  /** The environment variable, as hosts of applications set it. */
  public static final String VARIABLE = "DATABASE_URL";

  private ConfiguredAddress() {}

  /**
   * Returns the address that is configured.
   *
   * @param property looks up a system property
   * @param variable looks up an environment variable
   * @return its text, which may hold secrets
   * @throws ConnectionException when neither says anything
   */
  public static String of(
      Function<String, Optional<String>> property, Function<String, Optional<String>> variable) {
    return property
        .apply(PROPERTY)
        .filter(text -> !text.isBlank())
        .or(() -> variable.apply(VARIABLE).filter(text -> !text.isBlank()))
        .orElseThrow(
            () ->
                new ConnectionException(
                    "no database is configured: neither the system property \""
                        + PROPERTY
                        + "\" nor the environment variable \""
                        + VARIABLE
                        + "\" is set. Set one, for example to \"jdbc:sqlite:app.db\"."));
  }
}
