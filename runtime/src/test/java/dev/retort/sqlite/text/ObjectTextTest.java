package dev.retort.sqlite.text;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.schema.Name;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObjectTextTest {
  @Test
  void anIndexHasTermsAndACondition() {
    IndexText index =
        IndexText.read(
            "CREATE UNIQUE INDEX main.\"by it\" ON pets ( name COLLATE nocase DESC, (age), lower"
                + "(x) COLLATE \"b\" , a || b COLLATE c ASC, d NULLS LAST) WHERE pets.age > 0 -- x");
    assertThat(index.name()).isEqualTo(Name.of("by it"));
    assertThat(index.table()).isEqualTo(Name.of("pets"));
    assertThat(index.unique()).isTrue();
    assertThat(index.where()).hasValue("pets.age > 0");
    assertThat(index.terms())
        .containsExactly(
            new TermText("name", Optional.of(Name.of("name")), Optional.of("nocase"), true),
            new TermText("(age)", Optional.of(Name.of("age")), Optional.empty(), false),
            new TermText("lower(x)", Optional.empty(), Optional.of("b"), false),
            new TermText("a || b COLLATE c", Optional.empty(), Optional.empty(), false),
            new TermText("d", Optional.of(Name.of("d")), Optional.empty(), false))
        .inOrder();
    assertThat(index.onTable(Name.of("x")).renamed(Name.of("i")).sql())
        .isEqualTo(
            "CREATE UNIQUE INDEX main.\"i\" ON \"x\" ( name COLLATE nocase DESC, (age), lower"
                + "(x) COLLATE \"b\" , a || b COLLATE c ASC, d NULLS LAST) WHERE \"x\".age > 0"
                + " -- x");
  }

  @Test
  void aViewHasAQuery() {
    ViewText view = ViewText.read("CREATE VIEW v ( a, \"b c\" ) AS /* x */ SELECT 1, 2 -- end");
    assertThat(view.name()).isEqualTo(Name.of("v"));
    assertThat(view.columns()).containsExactly(Name.of("a"), Name.of("b c")).inOrder();
    assertThat(view.select()).isEqualTo("SELECT 1, 2");
  }

  @Test
  void aTriggerHasATableAndColumns() {
    TriggerText trigger =
        TriggerText.read(
            "CREATE TEMP TRIGGER before BEFORE UPDATE OF \"a b\", c ON main.t WHEN (new.c)"
                + " BEGIN SELECT 1; END");
    assertThat(trigger.name()).isEqualTo(Name.of("before"));
    assertThat(trigger.table()).isEqualTo(Name.of("t"));
    assertThat(trigger.updateOf()).containsExactly(Name.of("a b"), Name.of("c")).inOrder();
    assertThat(trigger.temporary()).isTrue();
  }

  @Test
  void aVirtualTableHasArguments() {
    VirtualTableText table =
        VirtualTableText.read(
            "CREATE VIRTUAL TABLE docs USING fts5(body, \"it's\" UNINDEXED , tokenize = 'a, b')");
    assertThat(table.name()).isEqualTo(Name.of("docs"));
    assertThat(table.module()).isEqualTo("fts5");
    assertThat(table.arguments())
        .containsExactly("body", "\"it's\" UNINDEXED", "tokenize = 'a, b'")
        .inOrder();
    assertThat(VirtualTableText.read("CREATE VIRTUAL TABLE v USING dbstat").arguments()).isEmpty();
  }

  @Test
  void whatIsOfAnotherKindIsRefused() {
    String sql = "CREATE TABLE t(a)";
    for (Runnable read :
        List.<Runnable>of(
            () -> IndexText.read(sql),
            () -> ViewText.read(sql),
            () -> TriggerText.read(sql),
            () -> VirtualTableText.read(sql))) {
      assertThrows(UnreadableText.class, read::run);
    }
  }
}
