package dev.retort.sqlite.text;

import dev.retort.schema.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what follows {@code REFERENCES}, and {@code DEFERRABLE} in all its forms. */
final class ForeignKeyReader {
  private ForeignKeyReader() {}

  static ForeignKeyText read(Cursor cursor) {
    cursor.expect("REFERENCES");
    Name table = cursor.name();
    List<Name> columns = cursor.at("(") ? names(cursor) : List.of();
    String onDelete = "NO ACTION";
    String onUpdate = "NO ACTION";
    Optional<String> match = Optional.empty();
    while (cursor.at("ON") || cursor.at("MATCH")) {
      if (cursor.take("MATCH")) {
        match = Optional.of(cursor.nameToken().keyword());
        continue;
      }
      cursor.next();
      String event = cursor.next().keyword();
      String action = action(cursor);
      switch (event) {
        case "DELETE" -> onDelete = action;
        case "UPDATE" -> onUpdate = action;
        case "INSERT" -> {}
        default -> throw cursor.refuse("ON DELETE or ON UPDATE stands before");
      }
    }
    ForeignKeyText key =
        new ForeignKeyText(table, columns, onDelete, onUpdate, false, false, match);
    return atDeferral(cursor) ? deferral(cursor, key) : key;
  }

  static boolean atDeferral(Cursor cursor) {
    return cursor.at("DEFERRABLE") || cursor.at("NOT", "DEFERRABLE");
  }

  /** Takes one deferral; returns the key as it is with it. */
  static ForeignKeyText deferral(Cursor cursor, ForeignKeyText key) {
    boolean deferrable = !cursor.take("NOT");
    cursor.expect("DEFERRABLE");
    boolean deferred = false;
    if (cursor.take("INITIALLY")) {
      deferred = cursor.at("DEFERRED");
      if (!cursor.take("DEFERRED")) {
        cursor.expect("IMMEDIATE");
      }
    }
    return key.deferred(deferrable, deferrable && deferred);
  }

  /** Takes a list of names in parentheses; what old files have behind a name is passed over. */
  static List<Name> names(Cursor cursor) {
    List<Name> names = new ArrayList<>();
    cursor.expect("(");
    do {
      names.add(cursor.name());
      while (!cursor.at(",") && !cursor.at(")") && !cursor.atEnd()) {
        cursor.skip();
      }
    } while (cursor.take(","));
    cursor.expect(")");
    return List.copyOf(names);
  }

  private static String action(Cursor cursor) {
    if (cursor.at("SET", "NULL") || cursor.at("SET", "DEFAULT") || cursor.at("NO", "ACTION")) {
      return cursor.next().keyword() + ' ' + cursor.next().keyword();
    }
    if (cursor.at("CASCADE") || cursor.at("RESTRICT")) {
      return cursor.next().keyword();
    }
    throw cursor.refuse("an action such as CASCADE stands");
  }
}
