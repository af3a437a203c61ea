package com.example.library;

import com.example.library.db.Migrations;
import dev.retort.Migrator;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * The command line.
 *
 * <pre>
 * library scan FOLDER     takes in the files of a folder
 * library search WORDS    finds the files that have all the words in their paths
 * library stats           says what there is
 * </pre>
 *
 * <p>The database is {@code library.db} in the working directory, or what {@code -Dlibrary.db=}
 * names.
 */
public final class Main {
  private static final List<String> USAGE =
      List.of("library scan FOLDER", "library search WORDS", "library stats");

  private Main() {}

  /** Brings the database up to date, and does what the arguments say. */
  public static void main(String[] args) throws IOException, SQLException {
    String url = "jdbc:sqlite:" + System.getProperty("library.db", "library.db");
    Migrator.of(new Migrations(), url).upgrade();
    try (Library library = Library.open(url)) {
      run(library, args).forEach(System.out::println);
    }
  }

  static List<String> run(Library library, String... args) throws IOException, SQLException {
    String command = args.length == 0 ? "" : args[0];
    if (command.equals("scan") && args.length == 2) {
      Library.Scan scan = library.scan(MediaFile.in(Path.of(args[1])));
      return List.of(scan.files() + " files, " + scan.forgotten() + " forgotten");
    } else if (command.equals("search") && args.length > 1) {
      return library.search(Arrays.copyOfRange(args, 1, args.length));
    } else if (command.equals("stats") && args.length == 1) {
      return library.stats();
    }
    return USAGE;
  }
}
