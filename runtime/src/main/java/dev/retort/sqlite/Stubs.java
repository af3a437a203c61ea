package dev.retort.sqlite;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.Collation;
import org.sqlite.Function;

/**
 * The functions and collations that a connection has and a new one in memory lacks. There they are
 * names without a meaning: texts that use them are made and compiled, and no row is.
 *
 * @param functions the names of functions of one row
 * @param aggregates the names of functions of many rows
 * @param collations the names of collations
 */
record Stubs(List<String> functions, List<String> aggregates, List<String> collations) {

  static Stubs none() {
    return new Stubs(List.of(), List.of(), List.of());
  }

  /** Compares a connection with one in memory. */
  static Stubs of(Connection live) throws SQLException {
    try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      String functions = "SELECT DISTINCT lower(name) FROM pragma_function_list WHERE type ";
      return new Stubs(
          missing(live, memory, functions + "= 's'"),
          missing(live, memory, functions + "<> 's'"),
          missing(live, memory, "SELECT lower(name) FROM pragma_collation_list"));
    }
  }

  private static List<String> missing(Connection live, Connection memory, String query)
      throws SQLException {
    List<String> names = new ArrayList<>(Query.strings(live, query));
    names.removeAll(Query.strings(memory, query));
    return List.copyOf(names);
  }

  /** Opens a database in memory that has them. */
  Connection open() throws SQLException {
    Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:");
    for (String function : functions) {
      Function.create(memory, function, new OfOneRow(), Function.FLAG_DETERMINISTIC);
    }
    for (String aggregate : aggregates) {
      Function.create(memory, aggregate, new OfManyRows());
    }
    for (String collation : collations) {
      Collation.create(memory, collation, new Order());
    }
    return memory;
  }

  /** Gives a connection a function and a collation. */
  static void supply(Connection connection, Optional<String> function, Optional<String> collation)
      throws SQLException {
    if (function.isPresent()) {
      Function.create(connection, function.get(), new OfOneRow(), Function.FLAG_DETERMINISTIC);
    }
    if (collation.isPresent()) {
      Collation.create(connection, collation.get(), new Order());
    }
  }

  private static final class OfOneRow extends Function {
    @Override
    protected void xFunc() throws SQLException {
      result();
    }
  }

  private static final class OfManyRows extends Function.Window {
    @Override
    protected void xStep() {}

    @Override
    protected void xInverse() {}

    @Override
    protected void xValue() throws SQLException {
      result();
    }

    @Override
    protected void xFinal() throws SQLException {
      result();
    }
  }

  private static final class Order extends Collation {
    @Override
    protected int xCompare(String one, String other) {
      return one.compareTo(other);
    }
  }
}
