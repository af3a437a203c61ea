package dev.retort.schema;

/**
 * A trigger, by its SQL.
 *
 * @param name its name
 * @param table the table or view it is on
 * @param sql its {@code CREATE TRIGGER} statement
 */
public record Trigger(Name name, Name table, String sql) {}
