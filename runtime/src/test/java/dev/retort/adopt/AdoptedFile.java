package dev.retort.adopt;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.Migrator;
import dev.retort.RegisteredRevision;
import dev.retort.RevisionRegistry;
import dev.retort.error.AdoptionException;
import dev.retort.error.AdoptionException.Obstacle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A database of a test that another tool has run, as a file. */
record AdoptedFile(Path path) {

  static AdoptedFile in(Path folder, String... statements) throws SQLException {
    AdoptedFile file = new AdoptedFile(folder.resolve("app.db"));
    for (String each : statements) {
      file.execute(each);
    }
    return file;
  }

  /** Returns a copy of a database that lies beside the tests. */
  static AdoptedFile copy(Path folder, String resource) throws IOException {
    AdoptedFile file = new AdoptedFile(folder.resolve("app.db"));
    try (InputStream from = AdoptedFile.class.getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(from, resource), file.path());
    }
    return file;
  }

  Migrator migrator(RegisteredRevision... revisions) {
    return Migrator.of(RevisionRegistry.of(revisions), "jdbc:sqlite:" + path);
  }

  /** Returns a migrator for revisions that are only named, each on top of the one before. */
  Migrator chain(String... ids) {
    List<RegisteredRevision> revisions = new ArrayList<>();
    for (int at = 0; at < ids.length; at++) {
      revisions.add(named(ids[at], at == 0 ? new String[0] : new String[] {ids[at - 1]}));
    }
    return migrator(revisions.toArray(RegisteredRevision[]::new));
  }

  /** Returns a revision that does not care for what it does. */
  static RegisteredRevision named(String id, String... down) {
    return RegisteredRevision.of(id, List.of(down), () -> op -> op.execute("SELECT 1"));
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** Returns the rows of a query, values with a bar between them. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int at = 1; at <= rows.getMetaData().getColumnCount(); at++) {
          row.add(String.valueOf(rows.getString(at)));
        }
        found.add(String.join("|", row));
      }
      return found;
    }
  }

  /** Asserts why the file is not adopted, in which words, and that no byte of it has changed. */
  AdoptionException assertRefused(
      Migrator migrator, Adoption adoption, Obstacle obstacle, String message) throws IOException {
    byte[] before = Files.readAllBytes(path);
    AdoptionException refused =
        assertThrows(AdoptionException.class, () -> migrator.adopt(adoption));
    assertThat(refused).hasMessageThat().isEqualTo(message);
    assertThat(refused.obstacle()).isEqualTo(obstacle);
    assertThat(Files.readAllBytes(path)).isEqualTo(before);
    return refused;
  }

  /** Asserts that there is nothing to adopt, and that no byte of the file has changed. */
  void assertLeftAlone(Migrator migrator, Adoption adoption) throws IOException {
    byte[] before = Files.readAllBytes(path);
    assertThat(migrator.adopt(adoption).isEmpty()).isTrue();
    assertThat(Files.readAllBytes(path)).isEqualTo(before);
  }
}
