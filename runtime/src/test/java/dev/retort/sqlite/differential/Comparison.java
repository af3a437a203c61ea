package dev.retort.sqlite.differential;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares a changed database with the truth. */
final class Comparison {
  private final TableModel before;
  private final TableModel after;
  private final Truth truth;
  private final Map<String, String> wanted;
  private final Map<String, String> probed;
  private final Probes probes;

  Comparison(TableModel before, TableModel after, Truth truth, Probes probes) throws SQLException {
    this.before = before;
    this.after = after;
    this.truth = truth;
    this.probes = probes;
    this.wanted = new TreeMap<>(Facts.of(truth.database()));
    this.wanted.remove(text());
    this.probed = probes.outcomes(truth.database());
  }

  private String text() {
    return "text main " + after.name();
  }

  /** Returns all that differs in a database, empty when it is what was wanted. */
  List<String> differences(MemoryDatabase found) throws SQLException {
    Map<String, String> facts = new TreeMap<>(Facts.of(found));
    String text = String.valueOf(facts.remove(text()));
    List<String> differences = new ArrayList<>(Facts.differences(wanted, facts));
    differences.addAll(new TableTexts(before, after).differences(text));
    Map<String, String> sequences = Sequences.of(found);
    if (!sequences.equals(truth.sequences())) {
      differences.add("counters: " + truth.sequences() + " -> " + sequences);
    }
    Set<String> lost = new TreeSet<>(truth.statistics());
    lost.removeAll(Statistics.read(found));
    if (!lost.isEmpty()) {
      differences.add("statistics lost: " + lost);
    }
    differences.addAll(unusable(found));
    if (differences.isEmpty()) {
      differences.addAll(Facts.differences(probed, probes.outcomes(found)));
    }
    return differences;
  }

  /** Looks all rows up by each index of the table. */
  private List<String> unusable(MemoryDatabase found) throws SQLException {
    List<String> differences = new ArrayList<>();
    String name = MemoryDatabase.name(after.name());
    for (String index :
        truth
            .database()
            .strings(
                "SELECT name FROM pragma_index_list("
                    + MemoryDatabase.text(after.name())
                    + ") WHERE NOT partial AND origin = 'c'")) {
      String count = "SELECT count(*) FROM " + name + " INDEXED BY " + MemoryDatabase.name(index);
      try {
        if (!found.strings(count).equals(truth.database().strings(count))) {
          differences.add("index " + index + " finds other rows");
        }
      } catch (SQLException gone) {
        differences.add("index " + index + ": " + gone.getMessage());
      }
    }
    return differences;
  }
}
