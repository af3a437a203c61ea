package dev.retort.sqlite;

import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.check;
import static dev.retort.schema.Ddl.dropColumn;
import static dev.retort.schema.Ddl.foreignKey;
import static dev.retort.schema.Ddl.renameColumn;
import static dev.retort.schema.Ddl.unique;

import dev.retort.schema.ColumnType;
import dev.retort.schema.TableChange;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** A change of a table, of the first column that it suits. */
enum SingleChange {
  TYPE_OF_OTHER_AFFINITY {
    @Override
    Optional<Case> of(ListedTable table) {
      return table
          .first(column -> !table.strict() || !column.type().equalsIgnoreCase("ANY"))
          .map(
              column -> {
                String type = column.affinity() == Affinity.TEXT ? "INTEGER" : "TEXT";
                return new Case(table, column, type, retyping(column, type))
                    .forbidden(probe(table, column, type), becomingOthers(table, type));
              });
    }
  },
  TYPE_OF_SAME_AFFINITY {
    @Override
    Optional<Case> of(ListedTable table) {
      return table
          .first(column -> !table.strict() || column.affinity() == Affinity.INTEGER)
          .map(
              column -> {
                String type = sameAffinity(column, table.strict());
                return new Case(table, column, type, retyping(column, type));
              });
    }
  },
  NOT_NULL_ON {
    @Override
    Optional<Case> of(ListedTable table) {
      return table
          .first(column -> column.required() == 0)
          .map(
              column ->
                  new Case(table, column, "NOT NULL", alterColumn(column.name()).notNull())
                      .forbidden("", rows(table, column.quoted() + " IS NULL")));
    }
  },
  DEFAULT_SET {
    @Override
    Optional<Case> of(ListedTable table) {
      return table
          .first(column -> !table.strict() || column.affinity() != Affinity.BLOB)
          .map(
              column -> {
                boolean text = column.affinity() == Affinity.TEXT;
                Object value = text ? "retort" : (Object) 77;
                return new Case(
                    table,
                    column,
                    text ? "'retort'" : "77",
                    alterColumn(column.name()).defaultValue(value));
              });
    }
  },
  CHECK_ADDED {
    @Override
    Optional<Case> of(ListedTable table) {
      return table
          .first(column -> true)
          .map(
              column -> {
                String fits = "length(" + column.quoted() + ") <= 40";
                return new Case(table, column, "CHECK (" + fits + ")", add(check(fits)))
                    .forbidden("", rows(table, "(" + fits + ") IS FALSE"));
              });
    }
  },
  UNIQUE_ADDED {
    @Override
    Optional<Case> of(ListedTable table) {
      return Optional.of(new Case(table, FRESH, "UNIQUE", add(unique(FRESH.name()))).afterFresh());
    }
  },
  FOREIGN_KEY_ADDED {
    @Override
    Optional<Case> of(ListedTable table) {
      return table
          .target()
          .map(
              target ->
                  new Case(
                          table,
                          FRESH,
                          "REFERENCES",
                          add(foreignKey(FRESH.name()).references(target.table(), target.column())))
                      .afterFresh());
    }
  },
  COLUMN_DROPPED {
    @Override
    Optional<Case> of(ListedTable table) {
      return table
          .first(table::isNamedNowhere)
          .map(column -> new Case(table, column, "", dropColumn(column.name())));
    }
  },
  COLUMN_RENAMED {
    @Override
    Optional<Case> of(ListedTable table) {
      return table
          .first(column -> true)
          .map(
              column -> {
                // Another name in each table, since a view may name it without saying whose it is.
                String name = "renamed in " + table.name();
                return new Case(table, column, name, renameColumn(column.name(), name));
              });
    }
  };

  /** The column that is added before the change, where that wants one in which nothing is. */
  static final ListedColumn FRESH = new ListedColumn(-1, "fresh", "INTEGER", 0, "null", 0, 0);

  /**
   * The change of one table.
   *
   * @param table the table
   * @param column the column that changes
   * @param words what the change writes into the text of the table
   * @param change the change
   * @param setup a statement to be run before; empty for none
   * @param probe makes the temporary table {@code became}, where {@code offending} looks at it;
   *     else empty
   * @param offending counts the rows that forbid the change; empty where none can
   */
  record Case(
      ListedTable table,
      ListedColumn column,
      String words,
      TableChange change,
      String setup,
      String probe,
      String offending) {
    Case(ListedTable table, ListedColumn column, String words, TableChange change) {
      this(table, column, words, change, "", "", "");
    }

    private Case forbidden(String statements, String query) {
      return new Case(table, column, words, change, setup, statements, query);
    }

    private Case afterFresh() {
      String sql = "ALTER TABLE main." + table.quoted() + " ADD COLUMN \"fresh\" INTEGER;";
      return new Case(table, column, words, change, sql, probe, offending);
    }

    /** Whether rows forbid it, by what SQLite says of them. */
    boolean isForbidden(TestDatabase database) throws SQLException {
      if (offending.isEmpty()) {
        return false;
      }
      database.execute(probe + ";");
      boolean forbidden = !database.query(offending).contains("0");
      database.execute("DROP TABLE IF EXISTS temp.became");
      return forbidden;
    }
  }

  /** Returns the case of a table; nothing where no column suits. */
  abstract Optional<Case> of(ListedTable table);

  private static TableChange retyping(ListedColumn column, String type) {
    return alterColumn(column.name()).type(ColumnType.declared(type, Object.class));
  }

  private static String sameAffinity(ListedColumn column, boolean strict) {
    return switch (column.affinity()) {
      case INTEGER ->
          column.type().equalsIgnoreCase("INTEGER") ? (strict ? "INT" : "BIGINT") : "INTEGER";
      case TEXT -> "VARCHAR(4321)";
      case BLOB -> "LONGBLOB";
      case REAL -> "DOUBLE PRECISION";
      case NUMERIC -> "DECIMAL(31,7)";
    };
  }

  private static String rows(ListedTable table, String condition) {
    return "SELECT count(*) FROM main." + table.quoted() + " WHERE " + condition;
  }

  /** SQLite itself says what each value becomes in a column of the new type. */
  private static String probe(ListedTable table, ListedColumn column, String type) {
    return "CREATE TEMP TABLE became (old BLOB, new "
        + type
        + "); INSERT INTO became SELECT "
        + column.quoted()
        + ", "
        + column.quoted()
        + " FROM main."
        + table.quoted();
  }

  private static String becomingOthers(ListedTable table, String type) {
    return "SELECT count(*) FROM temp.became WHERE "
        + (table.strict()
            ? "typeof(new) NOT IN ('null', '" + type.toLowerCase(Locale.ROOT) + "')"
            : "CAST(old AS TEXT) IS NOT CAST(new AS TEXT)");
  }
}
