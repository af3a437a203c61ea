package dev.retort.address;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways to write an address other than {@code jdbc:sqlite:}, each told by how it begins. */
enum AddressForm {
  /** A URI as SQLite itself reads it, for example {@code file:app.db?mode=ro}. */
  FILE("file:.*") {
    @Override
    Address address(Matcher found) {
      return SqliteAddress.ofJdbc("jdbc:sqlite:" + found.group());
    }
  },

  /** SQLAlchemy's, for example {@code sqlite+aiosqlite:///app.db}. */
  PYTHON_SQLITE("sqlite(?:\\+(?<driver>\\w+))?://(?<rest>.*)") {
    @Override
    Address address(Matcher found) {
      return PythonSqlite.of(Optional.ofNullable(found.group("driver")), found.group("rest"));
    }
  },

  /**
   * R2DBC's. Nobody has said what follows, for there is no official driver: with slashes it is read
   * as SQLAlchemy's, else as JDBC's.
   */
  R2DBC_SQLITE("r2dbcs?:(?:pool:)?sqlite:(?<rest>.*)") {
    @Override
    Address address(Matcher found) {
      String rest = found.group("rest");
      return rest.startsWith("//")
          ? PythonSqlite.of(Optional.empty(), rest.substring(2))
          : SqliteAddress.ofJdbc("jdbc:sqlite:" + rest);
    }
  },

  /** The JDBC driver's, whose parameters are form-encoded: a plus is a space. */
  JDBC_POSTGRES("jdbc:postgresql:(?<rest>.*)") {
    @Override
    Address address(Matcher found) {
      String rest = found.group("rest");
      String location =
          rest.startsWith("//") ? rest.substring(2) : "/" + rest.replaceFirst("^/", "");
      return PostgresReader.read(location, PercentCode::decodeForm);
    }
  },

  /** R2DBC's, where a plus is a plus. */
  R2DBC_POSTGRES("r2dbcs?:(?:pool:)?postgres(?:ql)?://(?<rest>.*)") {
    @Override
    Address address(Matcher found) {
      return PostgresReader.read(found.group("rest"), PercentCode::decode);
    }
  },

  /** SQLAlchemy's, which libpq reads too, for example {@code postgresql+asyncpg://host/db}. */
  POSTGRES("postgres(?:ql)?(?:\\+\\w+)?://(?<rest>.*)") {
    @Override
    Address address(Matcher found) {
      return PostgresReader.read(found.group("rest"), PercentCode::decodeForm);
    }
  };

  private final Pattern pattern;

  AddressForm(String pattern) {
    this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  abstract Address address(Matcher found);

  /** Returns the address of the first form that it has; empty when it has none. */
  static Optional<Address> read(String text) {
    for (AddressForm form : values()) {
      Matcher found = form.pattern.matcher(text);
      if (found.matches()) {
        return Optional.of(form.address(found));
      }
    }
    return Optional.empty();
  }
}
