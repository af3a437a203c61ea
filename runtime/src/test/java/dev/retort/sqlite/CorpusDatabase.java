package dev.retort.sqlite;

import dev.retort.Corpora;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real database, of which each case gets a copy of its own.
 *
 * @param name for example {@code chinook.db}
 * @param file where it is kept; it is only read
 */
record CorpusDatabase(String name, Path file) {

  /**
   * Returns all of them: each schema without rows but those of its script, and the databases.
   *
   * @param folder where the files are made
   */
  static List<CorpusDatabase> all(Path folder) throws IOException, SQLException {
    List<CorpusDatabase> all = new ArrayList<>();
    for (Path script : files("schemas")) {
      Path file = folder.resolve(script.getFileName() + ".db");
      TestDatabase.file(
              file, "PRAGMA foreign_keys = OFF", "BEGIN", Files.readString(script), "COMMIT")
          .close();
      all.add(new CorpusDatabase(script.getFileName().toString(), file));
    }
    for (Path database : files("dbs")) {
      Path file = Files.copy(database, folder.resolve(database.getFileName()));
      all.add(new CorpusDatabase(database.getFileName().toString(), file));
    }
    return all;
  }

  private static List<Path> files(String kind) throws IOException {
    try (Stream<Path> files = Files.list(Corpora.folder().resolve(kind))) {
      return files.sorted().toList();
    }
  }

  /** Returns a fresh copy in memory, after a statement, or as it is when that is empty. */
  TestDatabase copy(String setup) throws SQLException {
    TestDatabase copy = TestDatabase.inMemory("restore from '" + file + "'");
    if (!setup.isEmpty()) {
      copy.execute(setup);
    }
    return copy;
  }
}
