package dev.retort.run;

import java.util.Optional;

/**
 * A statement that a run is about to run, is running or has run.
 *
 * @param revision the id of its revision, for example {@code "b7f2"}
 * @param number its number in the revision, from 1
 * @param count how many statements the revision has
 * @param why for example {@code copy the rows of "pets" into its new shape}
 * @param table the table that it is about, for example {@code pets}; empty where it is about none,
 *     or cannot be told
 */
public record RunningStatement(
    String revision, int number, int count, String why, Optional<String> table) {}
