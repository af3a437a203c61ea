package dev.retort.schema;

/** What can stand in {@code createTable}, and what {@code add} can give to {@code alterTable}. */
public sealed interface TableElement permits Column, Constraint, TableOption {}
