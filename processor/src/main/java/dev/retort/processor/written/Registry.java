package dev.retort.processor.written;

import java.util.List;

/**
 * What a generated registry holds.
 *
 * @param packageName its package, empty for the unnamed one
 * @param simpleName its name, for example {@code Migrations}
 * @param entries the revisions of this module, in the order of the registry
 * @param included the registries to include, in that order
 * @param hasGenerated whether {@code javax.annotation.processing.Generated} can be named there
 * @param suppressed the warnings that its code would give, for {@code @SuppressWarnings}
 */
public record Registry(
    String packageName,
    String simpleName,
    List<Entry> entries,
    List<NamedClass> included,
    boolean hasGenerated,
    List<String> suppressed) {
  /** Copies the lists. */
  public Registry {
    entries = List.copyOf(entries);
    included = List.copyOf(included);
    suppressed = List.copyOf(suppressed);
  }

  /**
   * A class that is named.
   *
   * @param packageName its package, empty for the unnamed one
   * @param localName the rest of its name, for example {@code Pets.First}
   * @param isGeneric whether it has type parameters
   */
  public record NamedClass(String packageName, String localName, boolean isGeneric) {}

  /**
   * A revision.
   *
   * @param type its class
   * @param id its id
   * @param down the ids it goes down to
   * @param labels its labels
   * @param dependsOn the ids and labels it depends on
   * @param message what it is for; empty for none
   * @param irreversible why it cannot be undone; empty when it can
   */
  public record Entry(
      NamedClass type,
      String id,
      List<String> down,
      List<String> labels,
      List<String> dependsOn,
      String message,
      String irreversible) {
    /** Copies the lists. */
    public Entry {
      down = List.copyOf(down);
      labels = List.copyOf(labels);
      dependsOn = List.copyOf(dependsOn);
    }

    /** Returns about how many bytes of bytecode it takes to register it. */
    int weight() {
      return 64 + 8 * (down.size() + labels.size() + dependsOn.size());
    }
  }
}
