package dev.retort;

import java.util.List;

/** What a migrator says when the database and the registry do not fit together. */
final class Words {
  private Words() {}

  static String newerDatabase(List<String> unknown) {
    return "the database is newer than this application: it has "
        + revisions(unknown)
        + ", which this application does not know. Install the newer version of the application, or"
        + " go back to a backup of the database. If another set of revisions shares this database,"
        + " include its registry in this one (@MigrationSet(include = ..)), or give each a history of"
        + " its own: .historyTable(..)";
  }

  static String outOfOrder(List<String> skipped) {
    return revisions(skipped)
        + (skipped.size() == 1 ? " was" : " were")
        + " put below revisions that are applied to this database already, and would have to be"
        + " applied out of order. Move it to the head, by its down; or, where the database has its"
        + " changes already, stamp it.";
  }

  private static String revisions(List<String> ids) {
    return (ids.size() == 1 ? "revision \"" : "revisions \"") + String.join("\", \"", ids) + "\"";
  }
}
