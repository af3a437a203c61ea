package dev.retort.sqlite;

import dev.retort.plan.Step;
import dev.retort.schema.Name;
import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Texts in double quotes, which a rename by SQLite writes with single quotes in all objects; see
 * https://www.sqlite.org/quirks.html#dblquote. They are put back as they were written.
 */
final class QuotesKept {
  private final SchemaCopy copy;
  private final Map<String, String> before = new HashMap<>();

  private QuotesKept(SchemaCopy copy) {
    this.copy = copy;
  }

  /** Takes note of all texts before a rename. */
  static QuotesKept before(SchemaCopy copy) throws SQLException {
    QuotesKept quotes = new QuotesKept(copy);
    for (StoredObject object : copy.objects()) {
      quotes.before.put(object.words(), object.sql());
    }
    return quotes;
  }

  /**
   * Returns the steps that put them back after a rename, which have been played on the copy.
   *
   * @param renamed the name that something has got; such a text would be taken for it
   * @param was the words for an object that has got it, as they were before
   */
  List<Step> steps(Name renamed, Optional<String> was) throws SQLException {
    CatalogEdit edit = new CatalogEdit();
    boolean lost = false;
    for (StoredObject object : copy.objects()) {
      boolean isIt = object.type().equals("table") && Name.found(object.name()).equals(renamed);
      String old = before.get(isIt ? was.orElse(object.words()) : object.words());
      String kept = old == null ? object.sql() : kept(old, object.sql(), renamed);
      if (!kept.equals(object.sql())) {
        edit.text(object.type(), Name.found(object.name()), kept);
        lost = true;
      }
    }
    return lost ? edit.steps(copy, "keep texts in double quotes as they were written") : List.of();
  }

  private static String kept(String before, String after, Name renamed) {
    List<Token> were = new ArrayList<>(SqlScript.tokens(before));
    List<Token> are = SqlScript.tokens(after);
    if (were.size() != are.size()) {
      return after;
    }
    StringBuilder kept = new StringBuilder();
    int end = 0;
    for (int at = 0; at < are.size(); at++) {
      Token was = were.get(at);
      Token is = are.get(at);
      if (was.kind() == Token.Kind.QUOTED
          && is.kind() == Token.Kind.STRING
          && !Name.found(was.name()).equals(renamed)) {
        kept.append(after, end, is.start()).append(was.text());
        end = is.end();
      }
    }
    return kept.append(after.substring(end)).toString();
  }
}
