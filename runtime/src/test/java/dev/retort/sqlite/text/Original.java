package dev.retort.sqlite.text;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.retort.sqlite.text.ConstraintText.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteJDBCLoader;

/** A text before its edits, with what SQLite says of it; runs what the edits have made of it. */
final class Original {
  private final Connection connection;
  private final String sql;
  private final TableText table;
  private final TableParts parts;
  private final Facts facts;
  private final Map<String, Optional<Facts>> known = new HashMap<>();
  private int edits;
  private int turn;

  Original(Connection connection, String sql) throws SQLException {
    this.connection = connection;
    this.sql = sql;
    this.table = TableText.read(sql);
    this.parts = TableReader.read(sql);
    this.facts = Facts.of(connection, sql);
    Reading.check(sql, facts);
    this.turn = sql.length();
    known.put(sql, Optional.of(facts));
  }

  String sql() {
    return sql;
  }

  TableText table() {
    return table;
  }

  TableParts parts() {
    return parts;
  }

  Facts facts() {
    return facts;
  }

  /** How many edits SQLite took. */
  int edits() {
    return edits;
  }

  Facts.Column fact(ColumnText column) {
    return facts.column(column);
  }

  /** Each text and column takes another one of the values, since all for each would take long. */
  String next(List<String> values) {
    return values.get(turn++ % values.size());
  }

  /** Runs an edited text; what SQLite refuses must at least be no slip of the pen. */
  Optional<Facts> load(TableText edited) throws SQLException {
    Optional<Facts> after = known.get(edited.sql());
    if (after == null) {
      after = run(edited);
      known.put(edited.sql(), after);
    }
    edits += after.isPresent() ? 1 : 0;
    return after;
  }

  private Optional<Facts> run(TableText edited) throws SQLException {
    try {
      Facts after = Facts.of(connection, edited.sql());
      Reading.check(edited.sql(), after);
      return Optional.of(after);
    } catch (SQLException refused) {
      assertWithMessage(message(edited))
          .that(refused.getMessage())
          .doesNotContainMatch("syntax error|incomplete input|unrecognized token|near \"");
      return Optional.empty();
    }
  }

  /** What SQLite says when it drops a column itself, or nothing when it refuses to. */
  Optional<Facts> nativeDrop(ColumnText column) {
    if (takesCommasOfComments() && (sql.contains("--") || sql.contains("/*"))) {
      return Optional.empty();
    }
    String drop = "ALTER TABLE " + table.name().sql() + " DROP COLUMN " + column.name().sql();
    return Facts.after(connection, sql, drop);
  }

  /**
   * Before SQLite 3.53, a column is dropped from the comma before it, also from one in a comment.
   */
  private static boolean takesCommasOfComments() {
    return Integer.parseInt(SQLiteJDBCLoader.getVersion().split("\\.", -1)[1]) < 53;
  }

  /** Asserts that an edit took and put these pieces and that every other character stayed. */
  void assertChanged(TableText edited, List<String> taken, List<String> put) {
    Difference difference = Difference.of(sql, edited.sql());
    // Of a type that becomes another one, a parenthesis may stay.
    List<String> left = new ArrayList<>(difference.taken());
    List<String> right = new ArrayList<>(taken);
    left.addAll(put);
    right.addAll(difference.put());
    assertWithMessage(message(edited)).that(left).containsExactlyElementsIn(right);
    assertWithMessage(message(edited)).that(difference.taken().size()).isAtMost(taken.size());
    assertBlanks(edited, difference);
  }

  void assertPut(TableText edited, List<String> put) {
    assertChanged(edited, List.of(), put);
  }

  /** Asserts that tokens were taken, with commas and with comments on their line, and no others. */
  void assertTaken(TableText edited, List<String> tokens) {
    Difference difference = Difference.of(sql, edited.sql());
    assertWithMessage(message(edited)).that(difference.put()).isEmpty();
    assertWithMessage(message(edited))
        .that(tokens(difference.taken()))
        .containsExactlyElementsIn(tokens(tokens));
    assertBlanks(edited, difference);
  }

  private void assertBlanks(TableText edited, Difference difference) {
    assertWithMessage(message(edited)).that(difference.blanks()).isEmpty();
  }

  private static List<String> tokens(List<String> pieces) {
    return pieces.stream().filter(it -> !Difference.isComment(it) && !it.equals(",")).toList();
  }

  void sameButFor(TableText edited, Facts after, String column) {
    Map<String, Facts.Column> expected = new LinkedHashMap<>(facts.columns());
    Map<String, Facts.Column> rest = new LinkedHashMap<>(after.columns());
    expected.remove(column);
    rest.remove(column);
    assertWithMessage(message(edited)).that(rest).isEqualTo(expected);
  }

  void sameKeys(TableText edited, Facts after) {
    assertWithMessage(message(edited)).that(after.foreignKeys()).isEqualTo(facts.foreignKeys());
    sameOptions(edited, after);
    // Two unique constraints of the same columns and collations share an index.
    if (!edited.sql().contains("rtrim") && !sql.contains("COLLATE")) {
      assertWithMessage(message(edited))
          .that(after.indexes().size())
          .isEqualTo(facts.indexes().size());
    }
  }

  void sameOptions(TableText edited, Facts after) {
    assertWithMessage(message(edited)).that(after.strict()).isEqualTo(facts.strict());
    assertWithMessage(message(edited)).that(after.withoutRowid()).isEqualTo(facts.withoutRowid());
    assertWithMessage(message(edited)).that(after.autoincrement()).isEqualTo(facts.autoincrement());
  }

  /** The pieces of the clauses of a kind, each with the names before it that have no clause. */
  static List<String> clauses(ColumnText column, Kind kind) {
    return column.constraints().stream()
        .filter(it -> it.kind() == kind)
        .flatMap(it -> labelled(column.constraints(), it).stream())
        .flatMap(it -> Difference.pieces(it.sql()).stream())
        .toList();
  }

  /** A clause with the names before it that have none: they would go to the next one. */
  static List<ConstraintText> labelled(List<ConstraintText> clauses, ConstraintText wanted) {
    int last = clauses.indexOf(wanted);
    int first = last;
    while (first > 0
        && wanted.kind() != Kind.LABEL
        && clauses.get(first - 1).kind() == Kind.LABEL) {
      first--;
    }
    return clauses.subList(first, last + 1);
  }

  String message(TableText edited) {
    return "\nbefore: " + sql + "\nafter:  " + edited.sql() + "\n";
  }
}
