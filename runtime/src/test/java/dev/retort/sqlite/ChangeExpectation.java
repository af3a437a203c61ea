package dev.retort.sqlite;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;

/**
 * What a change may alter of a database, and nothing else; a rename is compared with what SQLite
 * makes of it instead.
 *
 * @param kind the change
 * @param given the case
 */
record ChangeExpectation(SingleChange kind, SingleChange.Case given) {

  /** Returns what is different and should not be, or the same and should not be. */
  static List<String> violations(List<ChangeExpectation> changes, Snapshot before, Snapshot after) {
    List<String> violations = new ArrayList<>();
    SortedMap<String, String> was = new TreeMap<>(before.facts());
    SortedMap<String, String> is = new TreeMap<>(after.facts());
    for (ChangeExpectation change : changes) {
      violations.addAll(change.text(before, after));
      was.remove(change.textKey());
      is.remove(change.textKey());
      change.expect(was, is);
    }
    violations.addAll(new Snapshot(was).differences(new Snapshot(is)));
    return violations;
  }

  private void expect(SortedMap<String, String> was, SortedMap<String, String> is) {
    ListedColumn column = given.column();
    switch (kind) {
      case TYPE_OF_OTHER_AFFINITY -> {
        was.replace(columnKey(column), column.retyped(given.words()).fact());
        inRows(was, ChangeExpectation::asText);
        inRows(is, ChangeExpectation::asText);
        // Who compares values of another affinity may find the rows of a view in another order.
        rowsOfViewsInNoOrder(was);
        rowsOfViewsInNoOrder(is);
      }
      case TYPE_OF_SAME_AFFINITY ->
          was.replace(columnKey(column), column.retyped(given.words()).fact());
      case NOT_NULL_ON -> was.replace(columnKey(column), column.notNull().fact());
      case DEFAULT_SET -> was.replace(columnKey(column), column.defaultingTo(given.words()).fact());
      case UNIQUE_ADDED -> uniqueIndex(was, is);
      case FOREIGN_KEY_ADDED -> foreignKey(was, is);
      case COLUMN_DROPPED -> {
        was.remove(columnKey(column));
        for (ListedColumn other : given.table().columns()) {
          if (other.place() > column.place()) {
            was.replace(columnKey(other), other.at(other.place() - 1).fact());
          }
        }
        inRows(was, (values, at) -> values.remove(at));
        termsByName(was);
        termsByName(is);
      }
      case CHECK_ADDED, COLUMN_RENAMED -> {}
    }
  }

  /** The text differs in one place, where the words of the change are. */
  private List<String> text(Snapshot before, Snapshot after) {
    String was = before.facts().get(textKey());
    String is = String.valueOf(after.facts().get(textKey()));
    int start = 0;
    int most = Math.min(was.length(), is.length());
    while (start < most && was.charAt(start) == is.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < most - start
        && was.charAt(was.length() - 1 - end) == is.charAt(is.length() - 1 - end)) {
      end++;
    }
    String gone = was.substring(start, was.length() - end);
    String come = is.substring(start, is.length() - end);
    boolean right =
        switch (kind) {
          case TYPE_OF_OTHER_AFFINITY, TYPE_OF_SAME_AFFINITY ->
              given.column().type().contains(gone.strip()) && given.words().contains(come.strip());
          case DEFAULT_SET ->
              gone.isEmpty()
                  ? come.contains("DEFAULT")
                  : gone.contains(given.column().fallback())
                      || given.column().fallback().contains(gone);
          // Behind NULL, for example, only "NOT N" seems to be new.
          case NOT_NULL_ON -> gone.isEmpty() && "NOT NULL NOT NULL".contains(come.strip());
          // A comma may come before a comment that ends the last column.
          case CHECK_ADDED, UNIQUE_ADDED, FOREIGN_KEY_ADDED ->
              come.contains(gone.strip()) && come.contains(given.words());
          case COLUMN_DROPPED -> come.isEmpty() && gone.length() > given.column().name().length();
          case COLUMN_RENAMED -> true;
        };
    return right ? List.of() : List.of("text: <" + gone + "> became <" + come + "> in " + is);
  }

  /** One index more, behind those that were there. */
  private void uniqueIndex(SortedMap<String, String> was, SortedMap<String, String> is) {
    TreeSet<String> names = new TreeSet<>();
    String prefix = "index main." + given.table().name() + " ";
    for (String key : is.tailMap(prefix).keySet()) {
      if (key.startsWith(prefix) && !was.containsKey(key)) {
        names.add(key.substring(prefix.length()));
      }
    }
    String made = names.size() == 1 ? names.first() : "the index";
    String table = given.table().name();
    was.put(prefix + made, "[" + made + ", 1, u, 0]");
    was.put("text main " + table + " index " + made, "null");
    was.put("terms main." + table + " " + made, is.get("terms main." + table + " " + made));
    // Where the index stands among the others is for SQLite to say.
    for (SortedMap<String, String> facts : List.of(was, is)) {
      facts.keySet().removeIf(key -> key.startsWith("order main " + table + " "));
    }
  }

  /** SQLite numbers foreign keys from the last one. */
  private void foreignKey(SortedMap<String, String> was, SortedMap<String, String> is) {
    String prefix = "foreign key main." + given.table().name() + " ";
    List<String> had = keys(was, prefix);
    List<String> has = keys(is, prefix);
    had.forEach(has::remove);
    was.put(prefix, "1");
    is.put(
        prefix,
        String.valueOf(has.stream().filter(key -> key.contains(", fresh, ")).count() * has.size()));
  }

  private static List<String> keys(SortedMap<String, String> facts, String prefix) {
    List<String> keys = new ArrayList<>();
    for (String key : List.copyOf(facts.keySet())) {
      if (key.startsWith(prefix)) {
        keys.add(facts.remove(key).replaceAll("\\[\\d+, ", "["));
      }
    }
    return keys;
  }

  /**
   * Leaves the numbers of columns out of the terms of indexes, and the dropped one, which an index
   * of a table without rowids has without naming it.
   */
  private void termsByName(SortedMap<String, String> facts) {
    String prefix = "terms main." + given.table().name() + " ";
    String dropped = "[" + given.column().name() + ", 0, BINARY, 0]";
    facts.replaceAll(
        (key, fact) ->
            key.startsWith(prefix)
                ? fact.replaceAll("\\[\\d+, -?\\d+, ", "[").replace(dropped, "")
                : fact);
  }

  private static void rowsOfViewsInNoOrder(SortedMap<String, String> facts) {
    facts.replaceAll(
        (key, fact) ->
            key.startsWith("seen ")
                ? Stream.of(fact.substring(1, fact.length() - 1).split("\\]\\[", -1))
                    .sorted()
                    .toList()
                    .toString()
                : fact);
  }

  private void inRows(SortedMap<String, String> facts, ObjIntConsumer<List<String>> edit) {
    String prefix = "row main." + given.table().name() + " ";
    int at =
        (int)
            given.table().columns().stream()
                .filter(column -> column.place() < given.column().place() && column.hidden() != 1)
                .count();
    for (String key : List.copyOf(facts.tailMap(prefix).keySet())) {
      if (!key.startsWith(prefix)) {
        return;
      }
      String row = facts.get(key);
      List<String> values =
          new ArrayList<>(List.of(row.substring(1, row.length() - 1).split(", ")));
      edit.accept(values, at);
      facts.put(key, values.toString());
    }
  }

  /** A number and its text are the same here. */
  private static void asText(List<String> values, int at) {
    String value = values.get(at);
    String kind = value.substring(0, value.indexOf(' '));
    String rest = value.substring(kind.length() + 1);
    StringBuilder text = new StringBuilder(rest);
    if (kind.equals("text")) {
      text.setLength(0);
      byte[] bytes = HexFormat.of().parseHex(rest);
      text.append(new String(bytes, StandardCharsets.UTF_8));
    }
    boolean bytes = kind.equals("blob") || kind.equals("null");
    values.set(at, (bytes ? kind : "text") + " " + text);
  }

  private String columnKey(ListedColumn column) {
    return "column main." + given.table().name() + "." + column.name();
  }

  private String textKey() {
    return "text main " + given.table().name() + " table " + given.table().name();
  }
}
