package dev.retort.sqlite;

import dev.retort.schema.Name;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/** The objects that a revision touches, as a script that makes them as they are before it. */
final class TouchedObjects {
  private TouchedObjects() {}

  /**
   * Returns the script, with what is on the objects, and the tables that they are on.
   *
   * @param database the database, or a copy of its schema
   * @param touched the names of the objects
   */
  static String script(Connection database, Set<Name> touched) throws SQLException {
    if (touched.isEmpty()) {
      return "";
    }
    Set<Name> wanted = new LinkedHashSet<>(touched);
    for (StoredObject object : StoredObject.of(database, touched)) {
      if (touched.contains(Name.found(object.name()))) {
        wanted.add(Name.found(object.table()));
      }
    }
    StringBuilder script = new StringBuilder();
    for (StoredObject object : StoredObject.of(database, wanted)) {
      boolean attached =
          touched.contains(Name.found(object.table())) && !object.type().equals("table");
      if ((wanted.contains(Name.found(object.name())) || attached) && !object.isInternal()) {
        script.append(object.sql()).append("\n;\n");
      }
    }
    return script.toString();
  }
}
