package dev.retort.sqlite.text;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.retort.schema.Name;
import java.sql.Connection;
import java.sql.SQLException;

/** Makes every edit of one text, runs it, and asserts that nothing else has changed. */
final class Editing {
  private final Original original;

  Editing(Connection connection, String sql) throws SQLException {
    this.original = new Original(connection, sql);
  }

  /** Returns how many edits SQLite took. */
  int check() throws SQLException {
    new ColumnEditing(original).addColumns();
    for (ColumnText column : original.table().columns()) {
      new ColumnEditing(original).check(column);
      new ConstraintEditing(original).addTo(column);
    }
    new ConstraintEditing(original).dropExisting();
    new ConstraintEditing(original).autoincrement();
    options();
    rename();
    return original.edits();
  }

  private void options() throws SQLException {
    TableText table = original.table();
    TableText strict = table.strict();
    option(strict, "STRICT", table.isStrict());
    original.load(strict).ifPresent(it -> is(strict, it.strict()));
    TableText loose = table.notStrict();
    original.assertTaken(loose, Difference.pieces(table.isStrict() ? written("STRICT") : ""));
    original.load(loose).ifPresent(it -> is(loose, !it.strict()));
    TableText without = table.withoutRowid();
    option(without, "WITHOUT ROWID", table.isWithoutRowid());
    original.load(without).ifPresent(it -> is(without, it.withoutRowid()));
    TableText with = table.withRowid();
    original.assertTaken(
        with, Difference.pieces(table.isWithoutRowid() ? written("WITHOUT ROWID") : ""));
    original.load(with).ifPresent(it -> is(with, !it.withoutRowid()));
    if (!table.isStrict()) {
      same(strict.notStrict());
    }
    if (!table.isWithoutRowid()) {
      same(without.withRowid());
    }
  }

  private void option(TableText edited, String words, boolean there) throws SQLException {
    String comma = original.parts().options().isEmpty() ? "" : ", ";
    original.assertPut(edited, Difference.pieces(there ? "" : comma + words));
    original
        .load(edited)
        .ifPresent(
            after ->
                assertWithMessage(original.message(edited))
                    .that(after.foreignKeys())
                    .isEqualTo(original.facts().foreignKeys()));
  }

  private String written(String option) {
    return original.parts().option(option).orElseThrow().span().of(original.sql());
  }

  private void is(TableText edited, boolean truth) {
    assertWithMessage(original.message(edited)).that(truth).isTrue();
  }

  private void same(TableText back) {
    assertWithMessage(original.message(back)).that(back.sql()).isEqualTo(original.sql());
  }

  private void rename() throws SQLException {
    Name to = Name.of("a new. name");
    TableText renamed = original.table().renamed(to);
    assertWithMessage(original.message(renamed))
        .that(original.load(renamed))
        .hasValue(original.facts());
    Difference difference = Difference.of(original.sql(), renamed.sql());
    for (String token : difference.taken()) {
      assertWithMessage(original.message(renamed))
          .that(Name.found(Difference.unquoted(token)))
          .isEqualTo(original.table().name());
    }
    assertWithMessage(original.message(renamed)).that(difference.taken()).isNotEmpty();
    assertWithMessage(original.message(renamed)).that(difference.blanks()).isEmpty();
    assertWithMessage(original.message(renamed))
        .that(difference.put())
        .containsExactlyElementsIn(difference.taken().stream().map(it -> to.sql()).toList());
  }
}
