package dev.retort.sqlite;

import dev.retort.op.AlterTable;
import dev.retort.op.Operation;
import dev.retort.schema.Column;
import dev.retort.schema.Constraint;
import dev.retort.schema.Ddl;
import dev.retort.schema.Name;
import dev.retort.schema.Table;
import dev.retort.schema.TableChange;
import dev.retort.sql.Token;
import dev.retort.sqlite.text.TableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An {@code ALTER TABLE} of raw SQL, read into the operation that does the same. */
final class AlterStatement {
  private final String sql;
  private final List<Token> tokens;
  private int at;

  private AlterStatement(String sql, List<Token> tokens) {
    this.sql = sql;
    this.tokens = tokens;
    // ALTER TABLE, a name, and perhaps the name of the database before it.
    this.at = tokens.size() > 3 && tokens.get(3).is(".") ? 5 : 3;
  }

  /** Returns the operation; nothing for what newer versions of SQLite may know. */
  static Optional<Operation> read(String sql, List<Token> tokens, Name table) {
    return new AlterStatement(sql, tokens).changes().map(changes -> new AlterTable(table, changes));
  }

  private Optional<List<TableChange>> changes() {
    if (skip("ADD")) {
      return skip("CONSTRAINT") || skip("CHECK") ? Optional.empty() : Optional.of(added());
    } else if (skip("DROP")) {
      return skip("CONSTRAINT") ? Optional.empty() : named().map(List::of);
    } else if (skip("RENAME")) {
      skip("COLUMN");
      Name from = next();
      return skip("TO")
          ? Optional.of(List.of(new TableChange.RenameColumn(from, next())))
          : Optional.empty();
    }
    return Optional.empty();
  }

  private Optional<TableChange> named() {
    skip("COLUMN");
    Name column = next();
    return at == tokens.size() ? Optional.of(new TableChange.DropColumn(column)) : Optional.empty();
  }

  private List<TableChange> added() {
    skip("COLUMN");
    int start = tokens.get(at).start();
    Table added =
        TableInspection.of(TableText.read("CREATE TABLE t (" + sql.substring(start) + "\n)"));
    List<TableChange> changes = new ArrayList<>();
    for (Column<?> column : added.columns()) {
      changes.add(Ddl.add(column));
    }
    for (Constraint constraint : added.constraints()) {
      changes.add(Ddl.add(constraint));
    }
    return changes;
  }

  private Name next() {
    if (at >= tokens.size()) {
      throw new IllegalArgumentException("ALTER TABLE ends early: " + sql);
    }
    return Name.found(tokens.get(at++).name());
  }

  private boolean skip(String word) {
    if (at < tokens.size() && tokens.get(at).is(word)) {
      at++;
      return true;
    }
    return false;
  }
}
