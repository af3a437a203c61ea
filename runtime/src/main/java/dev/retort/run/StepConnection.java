package dev.retort.run;

import dev.retort.sql.SqlScript;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

/**
 * The connection that a revision's own code gets: the transaction is the run's, and stays so. What
 * leads back to the connection, as a statement does, leads back to this one.
 */
final class StepConnection implements InvocationHandler {
  private static final Set<String> REFUSED =
      Set.of(
          "abort",
          "close",
          "commit",
          "releaseSavepoint",
          "rollback",
          "setAutoCommit",
          "setSavepoint",
          "unwrap");

  private final Object target;
  private final Optional<Connection> outer;
  private final Optional<Statement> statement;

  private StepConnection(Object target, Optional<Connection> outer, Optional<Statement> statement) {
    this.target = target;
    this.outer = outer;
    this.statement = statement;
  }

  static Connection of(Connection connection) {
    return proxy(
        Connection.class, new StepConnection(connection, Optional.empty(), Optional.empty()));
  }

  private static <T> T proxy(Class<T> type, StepConnection handler) {
    return type.cast(
        Proxy.newProxyInstance(
            StepConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    boolean ofItsOwn = method.getName().equals("close") && !(target instanceof Connection);
    if (REFUSED.contains(method.getName()) && !ofItsOwn) {
      throw new SQLException(
          method.getName()
              + "() is not for a step: the transaction and the connection are the run's");
    }
    if (method.getName().equals("getConnection")) {
      return outer.orElseThrow();
    }
    if (method.getName().equals("getStatement")) {
      return statement.orElseThrow(
          () -> new SQLException("getStatement() is not for a step: this is of the metadata"));
    }
    requireNoTransaction(method, arguments);
    try {
      return wrapped(proxy, method.invoke(target, arguments));
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private static void requireNoTransaction(Method method, Object[] arguments) throws SQLException {
    boolean takesSql =
        arguments != null
            && arguments.length > 0
            && arguments[0] instanceof String
            && (method.getName().startsWith("execute")
                || method.getName().startsWith("prepare")
                || method.getName().equals("addBatch"));
    Optional<String> statement =
        takesSql ? SqlScript.transactionStatement((String) arguments[0]) : Optional.empty();
    if (statement.isPresent()) {
      throw new SQLException(
          "\"" + statement.get() + "\" is not for a step: the transaction is the run's");
    }
  }

  private Object wrapped(Object proxy, Object result) {
    Optional<Connection> here =
        outer.isPresent() ? outer : Optional.of(Connection.class.cast(proxy));
    Optional<Statement> from =
        proxy instanceof Statement made ? Optional.of(made) : Optional.empty();
    StepConnection handler = new StepConnection(result, here, from);
    if (result instanceof CallableStatement) {
      return proxy(CallableStatement.class, handler);
    } else if (result instanceof PreparedStatement) {
      return proxy(PreparedStatement.class, handler);
    } else if (result instanceof Statement) {
      return proxy(Statement.class, handler);
    } else if (result instanceof DatabaseMetaData) {
      return proxy(DatabaseMetaData.class, handler);
    } else if (result instanceof ResultSet) {
      return proxy(ResultSet.class, handler);
    }
    return result;
  }
}
