package dev.retort.sqlite.differential;

import java.util.Set;

/**
 * An index, a view, a trigger or a table that names the changed table.
 *
 * @param name its name
 * @param sql its statement
 * @param columns the columns of the changed table that it names
 */
record Dependent(String name, String sql, Set<Integer> columns) {}
