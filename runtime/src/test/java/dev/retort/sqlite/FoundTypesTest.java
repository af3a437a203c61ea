package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.check;
import static dev.retort.schema.Ddl.dropCheck;
import static dev.retort.schema.Ddl.dropColumn;
import static dev.retort.schema.Ddl.text;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.Migrator;
import dev.retort.error.IrreversibleException;
import dev.retort.schema.ColumnType;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A type stays as it is written, however SQLite shows it. */
class FoundTypesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"[my type](3)", "\"my type\"(3)", "[a(b]", "`x)y`", "[a;b] c", "[a,b]", "[it's]"})
  void aTypeThatNoRevisionCouldDeclareStays(String type) throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE odd (id INTEGER PRIMARY KEY, v " + type + ", w TEXT)",
            "INSERT INTO odd VALUES (1, 'x', 'y')",
            "CREATE TABLE other (a INTEGER)")) {
      database.upgrade(
          op -> op.alterTable("other", add(text("b"))),
          op -> op.alterTable("odd", add(check("w > ''"))),
          op -> op.alterTable("odd", dropCheck("w > ''"), dropColumn("w")));

      assertThat(database.query("SELECT sql FROM sqlite_schema WHERE name = 'odd'"))
          .containsExactly("CREATE TABLE odd (id INTEGER PRIMARY KEY, v " + type + ")");
      assertThat(database.query("SELECT * FROM odd")).containsExactly("1|x");
    }
  }

  @Test
  void whatCannotWriteItAgainIsNotUndone() throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory("CREATE TABLE odd (v [my type](3))")) {
      Migrator migrator =
          database.migrator(op -> op.alterTable("odd", alterColumn("v").type(ColumnType.text())));
      migrator.upgrade();

      assertThat(assertThrows(IrreversibleException.class, () -> migrator.downgrade("base")))
          .hasMessageThat()
          .isEqualTo(
              "revision \"r1\" cannot be undone: what can be derived does not bring back all that"
                  + " was there: column \"v\" of \"odd\": MY TYPE](3 before, TEXT after. Override"
                  + " downgrade(Op) to say how, or say irreversible = \"why\".");
    }
  }
}
