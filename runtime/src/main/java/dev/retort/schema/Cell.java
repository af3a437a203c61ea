package dev.retort.schema;

/**
 * One value of a row, for example {@code EMAIL.is("a@b.c")}.
 *
 * @param column the column it is for
 * @param value its value
 */
public record Cell(Name column, Literal value) {}
