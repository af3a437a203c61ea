package dev.retort.processor.written;

import dev.retort.processor.written.Registry.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts revisions into shards, each of which is a class: a method has at most 64 KB of bytecode, see
 * https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.7.3.
 */
final class Shards {
  private static final int MOST = 500;
  private static final int HEAVIEST = 50_000;

  private Shards() {}

  /** Returns the entries, cut into lists that fit into a class. */
  static List<List<Entry>> of(List<Entry> entries) {
    List<List<Entry>> shards = new ArrayList<>();
    List<Entry> shard = new ArrayList<>();
    int weight = 0;
    for (Entry entry : entries) {
      if (shard.size() == MOST || (!shard.isEmpty() && weight + entry.weight() > HEAVIEST)) {
        shards.add(List.copyOf(shard));
        shard.clear();
        weight = 0;
      }
      shard.add(entry);
      weight += entry.weight();
    }
    if (!shard.isEmpty()) {
      shards.add(List.copyOf(shard));
    }
    return shards;
  }
}
