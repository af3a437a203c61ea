package dev.retort.sqlite.text;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.retort.schema.Name;
import dev.retort.sql.Token;
import dev.retort.sql.Tokenizer;
import dev.retort.sqlite.text.ConstraintText.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes every edit of one text, runs it, and asserts that nothing else has changed. */
final class Editing {
  private static final Name NEW = Name.of("new \"col");

  private final Connection connection;
  private final String sql;
  private final TableText table;
  private final Facts before;
  private int checked;

  Editing(Connection connection, String sql) throws SQLException {
    this.connection = connection;
    this.sql = sql;
    this.table = TableText.read(sql);
    this.before = Facts.of(connection, sql);
  }

  /** Returns how many edits SQLite took. */
  int check() throws SQLException {
    Reading.check(sql, before);
    addColumns();
    for (ColumnText column : table.columns()) {
      dropColumn(column);
      unlessTypeGrows(() -> types(column));
      unlessTypeGrows(() -> nullness(column));
      unlessTypeGrows(() -> defaults(column));
      unlessTypeGrows(() -> collation(column));
      tableConstraints(column);
    }
    dropExisting();
    options();
    rename();
    return checked;
  }

  private void addColumns() throws SQLException {
    String definition = NEW.sql() + " TEXT DEFAULT 'x'";
    Name first = table.columns().get(0).name();
    List<ColumnPlace> places =
        List.of(
            ColumnPlace.FIRST,
            ColumnPlace.LAST,
            ColumnPlace.before(first),
            ColumnPlace.after(first));
    for (ColumnPlace place : places) {
      TableText added = table.addColumn(definition, place);
      List<String> names = new ArrayList<>(before.columns().keySet());
      boolean front = place.side() == ColumnPlace.Side.BEFORE;
      int index = front ? 0 : place.equals(ColumnPlace.LAST) ? names.size() : 1;
      names.add(index, NEW.text());
      Optional<Facts> after = load(added);
      if (after.isPresent()) {
        assertWithMessage(message(added))
            .that(after.get().columns().keySet())
            .containsExactlyElementsIn(names)
            .inOrder();
        sameButFor(added, after.get(), NEW.text());
        sameKeys(added, after.get());
      }
      more(added);
      TableText back = added.dropColumn(NEW);
      assertWithMessage(message(back)).that(words(back.sql())).isEqualTo(words(sql));
      sameComments(back);
    }
  }

  private void dropColumn(ColumnText column) throws SQLException {
    if (table.columns().size() == 1) {
      return;
    }
    TableText dropped;
    try {
      dropped = table.dropColumn(column.name());
    } catch (UnreadableText stray) {
      return;
    }
    less(dropped);
    Optional<Facts> after = load(dropped);
    if (after.isPresent()) {
      Map<String, Facts.Column> expected = new LinkedHashMap<>(before.columns());
      expected.remove(column.name().text());
      assertWithMessage(message(dropped))
          .that(List.copyOf(after.get().columns().keySet()))
          .isEqualTo(List.copyOf(expected.keySet()));
      if (before.columns().get(column.name().text()).key() == 0) {
        assertWithMessage(message(dropped)).that(after.get().columns()).isEqualTo(expected);
      }
    }
  }

  /** SQLite takes a comment right before GENERATED ALWAYS into the type: refused, not done. */
  private void unlessTypeGrows(Edits edits) throws SQLException {
    try {
      edits.run();
    } catch (UnreadableText refused) {
      assertWithMessage(sql).that(refused).hasMessageThat().contains("would belong to the type");
    }
  }

  private void types(ColumnText column) throws SQLException {
    for (String type : List.of("BLOB", "")) {
      TableText changed = table.type(column.name(), type);
      Optional<Facts> after = load(changed);
      if (after.isPresent()) {
        assertWithMessage(message(changed)).that(fact(after.get(), column).type()).isEqualTo(type);
        sameButFor(changed, after.get(), column.name().text());
      }
    }
    TableText renewed = table.type(column.name(), "VARCHAR (1,-2)").type(column.name(), "");
    assertWithMessage(message(renewed))
        .that(words(renewed.sql()))
        .isEqualTo(words(table.type(column.name(), "").sql()));
  }

  private void nullness(ColumnText column) throws SQLException {
    TableText not = table.notNull(column.name());
    more(not);
    expect(not, column, fact -> withNotNull(fact, true));
    assertWithMessage(message(not)).that(not.notNull(column.name()).sql()).isEqualTo(not.sql());
    TableText nullable = table.nullable(column.name());
    less(nullable);
    boolean implied = fact(before, column).key() > 0 && fact(before, column).notNull();
    if (!implied) {
      expect(nullable, column, fact -> withNotNull(fact, false));
    }
    if (!column.notNull() && column.last(Kind.NULL).isEmpty()) {
      assertWithMessage(message(not)).that(not.nullable(column.name()).sql()).isEqualTo(sql);
    }
  }

  private void defaults(ColumnText column) throws SQLException {
    for (String value : List.of("(1 + 1)", "'it''s'", "-5", "CURRENT_TIMESTAMP", "x'00'")) {
      TableText set = table.defaultTo(column.name(), value);
      String shown = value.equals("(1 + 1)") ? "1 + 1" : value;
      expect(set, column, fact -> withDefault(fact, Optional.of(shown)));
      assertWithMessage(message(set))
          .that(set.column(column.name()).orElseThrow().defaultSql())
          .isEqualTo(Optional.of(value));
      if (column.defaultSql().isEmpty()) {
        more(set);
        assertWithMessage(message(set)).that(set.dropDefault(column.name()).sql()).isEqualTo(sql);
      }
    }
    TableText dropped = table.dropDefault(column.name());
    less(dropped);
    expect(dropped, column, fact -> withDefault(fact, Optional.empty()));
  }

  private void collation(ColumnText column) throws SQLException {
    TableText set = table.collate(column.name(), "rtrim");
    expect(set, column, fact -> withCollation(fact, "rtrim"));
    if (column.collation().isEmpty()) {
      more(set);
      assertWithMessage(message(set)).that(set.dropCollate(column.name()).sql()).isEqualTo(sql);
    }
    TableText dropped = table.dropCollate(column.name());
    less(dropped);
    expect(dropped, column, fact -> withCollation(fact, "BINARY"));
  }

  private void tableConstraints(ColumnText column) throws SQLException {
    String name = column.name().sql();
    Name label = Name.of("a 'new\" one");
    String prefix = "CONSTRAINT " + label.sql() + ' ';
    String check = prefix + "CHECK (" + name + " IS NOT 7)";
    for (String definition :
        List.of(
            check,
            prefix + "UNIQUE(" + name + ")",
            prefix + "FOREIGN KEY(" + name + ") REFERENCES other(x) ON DELETE SET NULL")) {
      TableText added = table.addConstraint(definition);
      more(added);
      Optional<Facts> after = load(added);
      if (after.isPresent()) {
        assertWithMessage(message(added)).that(after.get().columns()).isEqualTo(before.columns());
        int keys = definition.contains("FOREIGN") ? 1 : 0;
        assertWithMessage(message(added))
            .that(after.get().foreignKeys())
            .hasSize(before.foreignKeys().size() + keys);
      }
      try {
        TableText back = added.dropConstraint(label);
        assertWithMessage(message(added)).that(back.sql()).isEqualTo(sql);
      } catch (UnreadableText stray) {
        assertWithMessage(message(added)).that(definition).contains("FOREIGN");
      }
    }
    TableText checked = table.addConstraint(check).dropCheck("((" + name + " is  not /**/ 7))");
    assertWithMessage(message(checked)).that(checked.sql()).isEqualTo(sql);
  }

  private void dropExisting() throws SQLException {
    for (ConstraintText clause : Reading.clauses(table).toList()) {
      if (clause.name().isPresent()) {
        drop(it -> it.dropConstraint(clause.name().get()));
      }
      switch (clause.kind()) {
        case PRIMARY_KEY -> drop(TableText::dropPrimaryKey);
        case UNIQUE -> drop(it -> it.dropUnique(clause.columns()));
        case FOREIGN_KEY -> drop(it -> it.dropForeignKey(clause.columns()));
        case CHECK -> drop(it -> it.dropCheck('(' + clause.expression() + "\n)"));
        default -> {}
      }
    }
    boolean key = Reading.clauses(table).anyMatch(it -> it.kind() == Kind.PRIMARY_KEY);
    if (key) {
      TableText on = table.autoincrement();
      Optional<Facts> after = load(on);
      after.ifPresent(facts -> assertWithMessage(message(on)).that(facts.autoincrement()).isTrue());
      TableText off = on.dropAutoincrement();
      less(table.dropAutoincrement());
      assertWithMessage(message(off)).that(load(off).isPresent()).isTrue();
      if (!before.autoincrement()) {
        assertWithMessage(message(off)).that(off.sql()).isEqualTo(sql);
      }
    }
  }

  private void drop(UnaryOperator<TableText> edit) throws SQLException {
    TableText dropped;
    try {
      dropped = edit.apply(table);
    } catch (UnreadableText stray) {
      assertWithMessage(sql)
          .that(stray)
          .hasMessageThat()
          .containsMatch("another foreign key|would belong to the type");
      return;
    }
    less(dropped);
    assertWithMessage(message(dropped))
        .that(Reading.clauses(dropped).count())
        .isLessThan(Reading.clauses(table).count());
    Optional<Facts> after = load(dropped);
    if (after.isPresent()) {
      assertWithMessage(message(dropped))
          .that(List.copyOf(after.get().columns().keySet()))
          .isEqualTo(List.copyOf(before.columns().keySet()));
    }
  }

  private void options() throws SQLException {
    TableText strict = table.strict();
    load(strict).ifPresent(it -> assertWithMessage(message(strict)).that(it.strict()).isTrue());
    TableText loose = table.notStrict();
    load(loose).ifPresent(it -> assertWithMessage(message(loose)).that(it.strict()).isFalse());
    TableText without = table.withoutRowid();
    load(without)
        .ifPresent(it -> assertWithMessage(message(without)).that(it.withoutRowid()).isTrue());
    TableText with = table.withRowid();
    load(with).ifPresent(it -> assertWithMessage(message(with)).that(it.withoutRowid()).isFalse());
    TableText back = before.strict() ? loose.strict() : strict.notStrict();
    sameComments(back);
    if (!before.strict()) {
      assertWithMessage(message(back)).that(back.sql()).isEqualTo(sql);
    }
    if (!before.withoutRowid()) {
      assertWithMessage(message(without)).that(without.withRowid().sql()).isEqualTo(sql);
    }
  }

  private void rename() throws SQLException {
    TableText renamed = table.renamed(Name.of("a new. name"));
    Optional<Facts> after = load(renamed);
    assertWithMessage(message(renamed)).that(after).isEqualTo(Optional.of(before));
    sameComments(renamed);
  }

  /** Runs an edited text; what SQLite refuses must at least be no slip of the pen. */
  private Optional<Facts> load(TableText edited) throws SQLException {
    try {
      Facts facts = Facts.of(connection, edited.sql());
      Reading.check(edited.sql(), facts);
      checked++;
      return Optional.of(facts);
    } catch (SQLException refused) {
      assertWithMessage(message(edited))
          .that(refused.getMessage())
          .doesNotContainMatch("syntax error|incomplete input|unrecognized token|near \"");
      return Optional.empty();
    }
  }

  private void expect(TableText edited, ColumnText column, UnaryOperator<Facts.Column> change)
      throws SQLException {
    subsequence(edited, comments(edited.sql()), comments(sql));
    Optional<Facts> after = load(edited);
    if (after.isPresent()) {
      assertWithMessage(message(edited))
          .that(fact(after.get(), column))
          .isEqualTo(change.apply(fact(before, column)));
      sameButFor(edited, after.get(), column.name().text());
      sameKeys(edited, after.get());
    }
  }

  private void sameButFor(TableText edited, Facts after, String column) {
    Map<String, Facts.Column> expected = new LinkedHashMap<>(before.columns());
    Map<String, Facts.Column> rest = new LinkedHashMap<>(after.columns());
    expected.remove(column);
    rest.remove(column);
    assertWithMessage(message(edited)).that(rest).isEqualTo(expected);
  }

  private void sameKeys(TableText edited, Facts after) {
    assertWithMessage(message(edited)).that(after.foreignKeys()).isEqualTo(before.foreignKeys());
    assertWithMessage(message(edited)).that(after.strict()).isEqualTo(before.strict());
    assertWithMessage(message(edited)).that(after.withoutRowid()).isEqualTo(before.withoutRowid());
    assertWithMessage(message(edited))
        .that(after.autoincrement())
        .isEqualTo(before.autoincrement());
    // Two unique constraints of the same columns and collations share an index.
    if (!edited.sql().contains("rtrim") && !sql.contains("COLLATE")) {
      assertWithMessage(message(edited))
          .that(after.indexes().size())
          .isEqualTo(before.indexes().size());
    }
  }

  /** The edit has only added: all words are still there, in order, and all comments. */
  private void more(TableText edited) {
    subsequence(edited, words(sql), words(edited.sql()));
    sameComments(edited);
  }

  /** The edit has only taken away. */
  private void less(TableText edited) {
    subsequence(edited, words(edited.sql()), words(sql));
    subsequence(edited, comments(edited.sql()), comments(sql));
  }

  private void sameComments(TableText edited) {
    assertWithMessage(message(edited)).that(comments(edited.sql())).isEqualTo(comments(sql));
  }

  private void subsequence(TableText edited, List<String> part, List<String> whole) {
    int at = 0;
    for (String word : part) {
      while (at < whole.size() && !whole.get(at).equals(word)) {
        at++;
      }
      assertWithMessage(message(edited) + "\nlost or found: " + word)
          .that(at)
          .isLessThan(whole.size());
      at++;
    }
  }

  private static List<String> words(String text) {
    return Tokenizer.tokens(text).stream().map(Token::text).toList();
  }

  private static List<String> comments(String text) {
    List<String> comments = new ArrayList<>();
    int from = 0;
    List<Token> tokens = new ArrayList<>(Tokenizer.tokens(text));
    tokens.add(new Token(Token.Kind.SIGN, "", text.length(), text.length()));
    for (Token token : tokens) {
      for (int at = from; at < token.start(); ) {
        int end = Tokenizer.comment(text, at);
        if (end > at) {
          comments.add(text.substring(at, end).stripTrailing());
        }
        at = Math.max(end, at + 1);
      }
      from = token.end();
    }
    return comments;
  }

  private Facts.Column fact(Facts facts, ColumnText column) {
    return facts.columns().get(column.name().text());
  }

  private static Facts.Column withNotNull(Facts.Column fact, boolean notNull) {
    return new Facts.Column(
        fact.type(), notNull, fact.defaultSql(), fact.key(), fact.hidden(), fact.collation());
  }

  private static Facts.Column withDefault(Facts.Column fact, Optional<String> defaultSql) {
    return new Facts.Column(
        fact.type(), fact.notNull(), defaultSql, fact.key(), fact.hidden(), fact.collation());
  }

  private static Facts.Column withCollation(Facts.Column fact, String collation) {
    return new Facts.Column(
        fact.type(), fact.notNull(), fact.defaultSql(), fact.key(), fact.hidden(), collation);
  }

  private interface Edits {
    void run() throws SQLException;
  }

  private String message(TableText edited) {
    return "\nbefore: " + sql + "\nafter:  " + edited.sql() + "\n";
  }
}
