package dev.retort.sqlite.differential;

import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares the text that a changed table has with the one that is wanted. */
final class TableTexts {
  private static final Pattern NOTE = Pattern.compile("note-\\d+-");
  private final TableModel before;
  private final TableModel after;

  TableTexts(TableModel before, TableModel after) {
    this.before = before;
    this.after = after;
  }

  /** Without rowids, SQLite does not rename a column of the key in other keys, but for its case. */
  private boolean same(List<String> wanted, List<String> found) {
    return before.isWithoutRowid()
        ? unquoted(wanted).equalsIgnoreCase(unquoted(found))
        : wanted.equals(found);
  }

  private static String unquoted(List<String> words) {
    return words.toString().replace("\"", "").replace("`", "");
  }

  /** Returns what differs: words, comments, and the layout of what no change has named. */
  List<String> differences(String found) {
    List<String> differences = new ArrayList<>();
    String wanted = after.sql();
    if (!same(words(wanted), words(found))) {
      differences.add("text of the table: wanted " + wanted + "\nfound " + found);
      return differences;
    }
    Set<String> lost = notes(wanted);
    lost.removeAll(notes(found));
    Set<String> strange = notes(found);
    strange.removeAll(notes(before.sql()));
    if (!lost.isEmpty() || !strange.isEmpty()) {
      differences.add("comments lost " + lost + ", new " + strange + " in " + found);
    }
    Map<String, String> were = before.items();
    after
        .items()
        .forEach(
            (item, text) -> {
              if (text.equals(were.get(item)) && !found.contains(text)) {
                differences.add("layout of " + item + ": " + text + " in " + found);
              }
            });
    return differences;
  }

  private static List<String> words(String sql) {
    return SqlScript.tokens(sql).stream().map(Token::text).toList();
  }

  private static Set<String> notes(String sql) {
    Set<String> notes = new TreeSet<>();
    Matcher matcher = NOTE.matcher(sql);
    while (matcher.find()) {
      notes.add(matcher.group());
    }
    return notes;
  }
}
