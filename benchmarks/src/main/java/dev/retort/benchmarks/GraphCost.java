package dev.retort.benchmarks;

import dev.retort.revision.RevisionGraph;
import dev.retort.revision.RevisionNode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Measures what a graph costs at every start of an application: to build it, to check it, and to
 * find the path from nothing to all heads, and from there down to the base. In memory, warm, for
 * graphs of several shapes and sizes.
 *
 * <p>Prints medians of the processor time in milliseconds, so that other processes do not count,
 * and in nanoseconds for a revision, which stay about the same where the cost grows linearly: the
 * ids are sorted, and what is large leaves the caches.
 */
final class GraphCost {
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 30;
  private static final int WARM_UP_SIZE = 5000;

  private static final Map<String, IntFunction<List<RevisionNode>>> SHAPES = new LinkedHashMap<>();

  static {
    SHAPES.put("a chain", GraphCost::chain);
    SHAPES.put("branches side by side", GraphCost::wide);
    SHAPES.put("diamonds", GraphCost::diamonds);
    SHAPES.put("long branches, merged late", GraphCost::ladder);
    SHAPES.put("50 branches, by chance", GraphCost::random);
    SHAPES.put("merges of 100", GraphCost::stars);
    SHAPES.put("one merge of all", GraphCost::octopus);
    SHAPES.put("a label on each of many", GraphCost::labelled);
    SHAPES.put("two libraries, depending", GraphCost::libraries);
  }

  private GraphCost() {}

  /** Takes the sizes and how often to measure each. */
  public static void main(String[] arguments) {
    int[] sizes = Arrays.stream(arguments[0].split(",", -1)).mapToInt(Integer::parseInt).toArray();
    int repeats = Integer.parseInt(arguments[1]);
    System.out.printf(
        "%-28s %9s %10s %10s %10s %10s %12s%n",
        "shape", "revisions", "graph", "up", "down", "all", "ns/revision");
    SHAPES.forEach(
        (name, shape) -> {
          measure(shape.apply(WARM_UP_SIZE), WARM_UP);
          for (int size : sizes) {
            print(name, size, measure(shape.apply(size), repeats));
          }
        });
  }

  /** Returns the medians in nanoseconds: of the graph, the way up, the way down, and all three. */
  private static double[] measure(List<RevisionNode> nodes, int repeats) {
    double[][] times = new double[4][repeats];
    for (int run = 0; run < repeats; run++) {
      long start = CLOCK.getCurrentThreadCpuTime();
      RevisionGraph graph = RevisionGraph.of(nodes);
      long built = CLOCK.getCurrentThreadCpuTime();
      List<String> up = graph.upgradePath(Set.of(), "heads");
      long there = CLOCK.getCurrentThreadCpuTime();
      List<String> down = graph.downgradePath(Set.copyOf(up), "base");
      long back = CLOCK.getCurrentThreadCpuTime();
      if (up.size() != nodes.size() || down.size() != nodes.size()) {
        throw new IllegalStateException("the path has not all revisions");
      }
      times[0][run] = built - start;
      times[1][run] = there - built;
      times[2][run] = back - there;
      times[3][run] = there - start;
    }
    return Arrays.stream(times).mapToDouble(GraphCost::median).toArray();
  }

  private static void print(String name, int size, double[] nanos) {
    System.out.printf(
        "%-28s %9d %10.2f %10.2f %10.2f %10.2f %12.0f%n",
        name,
        size,
        nanos[0] / 1e6,
        nanos[1] / 1e6,
        nanos[2] / 1e6,
        nanos[3] / 1e6,
        nanos[3] / size);
  }

  private static double median(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static List<RevisionNode> chain(int size) {
    return graph(size, at -> at == 0 ? List.of() : List.of(at - 1));
  }

  /** A base and as many heads as there are revisions beside it. */
  private static List<RevisionNode> wide(int size) {
    return graph(size, at -> at == 0 ? List.of() : List.of(0));
  }

  /** A revision, two that follow it, one that merges them, and so on. */
  private static List<RevisionNode> diamonds(int size) {
    return graph(
        size,
        at ->
            switch (at % 3) {
              case 0 -> at == 0 ? List.of() : List.of(at - 1, at - 2);
              case 1 -> List.of(at - 1);
              default -> List.of(at - 2);
            });
  }

  /** A trunk that merges, one after the other, branches which all begin at the base. */
  private static List<RevisionNode> ladder(int size) {
    return graph(
        size,
        at -> at == 0 ? List.of() : at % 2 == 1 || at == 2 ? List.of(0) : List.of(at - 2, at - 1));
  }

  /** Up to 50 branches, which grow, part in two and are merged by chance. */
  private static List<RevisionNode> random(int size) {
    Random random = new Random(1);
    List<Integer> tips = new ArrayList<>();
    List<Integer> parted = new ArrayList<>();
    return graph(
        size,
        at -> {
          List<Integer> downs = new ArrayList<>();
          if (!parted.isEmpty()) {
            downs.add(parted.remove(0));
          } else if (at > 0) {
            downs.add(tips.remove(random.nextInt(tips.size())));
            if (!tips.isEmpty() && random.nextInt(3) == 0) {
              downs.add(tips.remove(random.nextInt(tips.size())));
            } else if (tips.size() < 50 && random.nextInt(3) == 0) {
              parted.addAll(downs);
            }
          }
          tips.add(at);
          return downs;
        });
  }

  /** A revision, 99 that follow it, one that merges them, and so on. */
  private static List<RevisionNode> stars(int size) {
    return graph(
        size,
        at -> {
          int place = at % 100;
          if (place > 0) {
            return List.of(at - place);
          }
          return at == 0 ? List.of() : range(at - 99, at);
        });
  }

  private static List<RevisionNode> octopus(int size) {
    return graph(size, at -> at == 0 ? List.of() : at < size - 1 ? List.of(0) : range(1, size - 1));
  }

  private static List<RevisionNode> labelled(int size) {
    List<RevisionNode> nodes = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      nodes.add(
          new RevisionNode(
              id(at), at == 0 ? List.of() : List.of(id(0)), List.of("label" + at), List.of()));
    }
    return nodes;
  }

  /** Two chains; each revision of one depends on one of the other, by its id. */
  private static List<RevisionNode> libraries(int size) {
    List<RevisionNode> nodes = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      nodes.add(
          new RevisionNode(
              id(at),
              at < 2 ? List.of() : List.of(id(at - 2)),
              at < 2 ? List.of("library" + at) : List.of(),
              at % 2 == 0 ? List.of() : List.of(id(at - 1))));
    }
    return nodes;
  }

  private static List<Integer> range(int from, int to) {
    List<Integer> range = new ArrayList<>();
    for (int at = from; at < to; at++) {
      range.add(at);
    }
    return range;
  }

  private static List<RevisionNode> graph(int size, IntFunction<List<Integer>> downs) {
    List<RevisionNode> nodes = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      List<String> down = downs.apply(at).stream().map(GraphCost::id).toList();
      nodes.add(new RevisionNode(id(at), down, List.of(), List.of()));
    }
    return nodes;
  }

  /** Returns an id that looks like those of real graphs: not in the order of the revisions. */
  private static String id(int at) {
    return "%08x".formatted(at * 0x9E3779B1);
  }
}
