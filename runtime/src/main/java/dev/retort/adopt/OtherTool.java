package dev.retort.adopt;

import dev.retort.plan.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A tool that another version of the application ran, and what its versions are mapped to. */
sealed interface OtherTool permits Alembic, Flyway, Liquibase, UserVersion {

  /** Returns the name of the tool, for example {@code Flyway}. */
  String name();

  /** Returns the mapping, the lowest version first where the tool has an order. */
  List<Mapped> mapping();

  /** Says whether a database of a version has everything of the versions before it. */
  boolean isLinear();

  /** Returns a version in words, for example {@code version "2.1" of Flyway}. */
  String words(String version);

  /**
   * Reads what the tool has applied; changes nothing.
   *
   * @throws SQLException when the database refuses
   * @throws dev.retort.error.AdoptionException when it cannot be told what the database is at
   */
  Findings read(Connection connection, Dialect dialect) throws SQLException;
}
