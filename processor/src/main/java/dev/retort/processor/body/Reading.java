package dev.retort.processor.body;

import dev.retort.op.Operation;
import dev.retort.op.Recording;
import dev.retort.processor.body.ReadBody.Unread;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** How far the reading of one body has come, and what it has found. */
final class Reading {
  static final int MOST_TURNS = 1_000;
  private static final int MOST_STEPS = 50_000;
  private static final int MOST_CALLS = 40;

  private final TreePlace home;
  private final Way way;
  private final Origins origins = new Origins();
  private final Containers containers = new Containers();
  private final List<ReadStep> steps = new ArrayList<>();
  private final List<Unread> unread = new ArrayList<>();
  private final Set<Flow.Exit> pending = new HashSet<>();
  private final Deque<TreePlace> calls = new ArrayDeque<>();
  private final Set<Object> carriers = Collections.newSetFromMap(new IdentityHashMap<>());
  private int conditions;
  private int read;
  private boolean escaped;
  private boolean outOfSight;

  Reading(TreePlace home, Way way) {
    this.home = home;
    this.way = way;
  }

  /** Which of both bodies of a revision. */
  enum Way {
    UP,
    DOWN
  }

  Way way() {
    return way;
  }

  Origins origins() {
    return origins;
  }

  Containers containers() {
    return containers;
  }

  /** Counts a tree that is read. */
  void tick() {
    read++;
    if (read > MOST_STEPS) {
      throw new Signals.Exhausted("more than " + MOST_STEPS + " steps");
    }
  }

  /** Does something within a call. */
  <T> T calling(TreePlace place, Supplier<T> body) {
    if (calls.size() >= MOST_CALLS) {
      throw new Signals.Exhausted("more than " + MOST_CALLS + " calls within each other");
    }
    calls.push(place);
    try {
      return body.get();
    } finally {
      calls.pop();
    }
  }

  /** Returns how many conditions that are not known stand before what is read now. */
  int level() {
    return conditions + pending.size();
  }

  boolean isCertain() {
    return level() == 0 && !escaped;
  }

  /** Says whether code that is not seen may have kept the {@code Op}. */
  boolean isOutOfSight() {
    return outOfSight;
  }

  /**
   * Reads what is perhaps done.
   *
   * @return whether it can end without a throw
   */
  boolean perhaps(Supplier<Flow> body) {
    conditions++;
    try {
      Flow flow = body.get();
      flow.exit().ifPresent(exit -> leavePerhaps(exit, flow.value()));
      return true;
    } catch (Signals.Thrown thrown) {
      return false;
    } finally {
      conditions--;
    }
  }

  private void leavePerhaps(Flow.Exit exit, Object value) {
    pending.add(exit);
    exit.target().values().add(value);
  }

  /** A turn of a loop has ended, and so have the jumps to its end. */
  void turned(Target loop) {
    pending.remove(new Flow.Exit(loop, true));
  }

  /** A statement or a call has ended, and so have the jumps to its end. */
  void left(Target target) {
    pending.remove(new Flow.Exit(target, true));
    pending.remove(new Flow.Exit(target, false));
  }

  private Sureness sureness() {
    return isCertain() ? Sureness.CERTAIN : Sureness.POSSIBLE;
  }

  private Place site(TreePlace place) {
    if (place.unit() == home.unit()) {
      return place;
    }
    Optional<TreePlace> own = calls.stream().filter(call -> call.unit() == home.unit()).findFirst();
    return own.orElse(home);
  }

  void asked(Operation operation, List<Object> arguments, Site site) {
    List<String> texts =
        arguments.stream().filter(String.class::isInstance).map(String.class::cast).toList();
    Places places = new Places(origins, texts, site.method());
    steps.add(new ReadStep.Asked(operation, places, sureness(), site(site.method())));
  }

  void undone(Site site) {
    steps.add(new ReadStep.Undone(site.method(), sureness(), site(site.method())));
  }

  /** The runtime refuses values; the caret stands on the one that the message quotes. */
  void refused(String message, List<Object> arguments, Site site) {
    TreePlace place = site.method();
    for (Object argument : arguments) {
      if (argument instanceof String text && message.contains('"' + text + '"')) {
        place = origins.of(text, place).place();
        break;
      }
    }
    steps.add(new ReadStep.Refused(place, message, sureness(), site(site.method())));
  }

  void unreadable(Scope scope, TreePlace place, String reason) {
    unread(place, reason);
    steps.add(new ReadStep.Unreadable(scope, place, reason, site(place)));
  }

  void unread(TreePlace place, String reason) {
    unread.add(new Unread(place, reason));
  }

  /** The {@code Op} has got to where it is not seen any more. */
  void escape(TreePlace place, String reason) {
    unreadable(new Scope.OfEverything(), place, reason);
    escaped = true;
    outOfSight = true;
  }

  /** Notes that an object of the JDK holds a lambda that holds the {@code Op}. */
  void carry(Object carrier, List<?> contents) {
    if (!Value.isUnknown(carrier) && contents.stream().anyMatch(this::mayHoldOp)) {
      carriers.add(carrier);
    }
  }

  boolean hasCarriers() {
    return !carriers.isEmpty();
  }

  boolean mayHoldOp(Object value) {
    return Value.isTainted(value) || carriers.contains(value);
  }

  /** Calls code that is not seen and may keep what it is given; returns what is known of it. */
  Value.Unknown unseen(TreePlace place, String reason, List<?> involved) {
    outOfSight |= involved.stream().anyMatch(this::mayHoldOp);
    return uncalled(place, reason, involved, outOfSight);
  }

  /** Does not call a method of the JDK that keeps nothing, but may call the lambdas it is given. */
  Value.Unknown uncalled(TreePlace place, String reason, List<?> involved) {
    boolean mayCall = outOfSight && involved.stream().anyMatch(Value.Closure.class::isInstance);
    return uncalled(
        place, reason, involved, mayCall || involved.stream().anyMatch(this::mayHoldOp));
  }

  private Value.Unknown uncalled(TreePlace place, String reason, List<?> involved, boolean mayAsk) {
    involved.forEach(containers::spoil);
    if (mayAsk) {
      unreadable(new Scope.OfEverything(), place, reason);
    } else {
      unread(place, reason);
    }
    return Value.Unknown.of(involved.stream().anyMatch(this::mayHoldOp));
  }

  ReadBody body(Optional<Place> thrown, boolean endsUncertain) {
    refuseTogether();
    return new ReadBody(steps, thrown, endsUncertain || escaped, unread);
  }

  /** Some operations cannot stand in one revision, which the runtime says when the body ends. */
  private void refuseTogether() {
    List<ReadStep.Asked> certain =
        steps.stream()
            .filter(ReadStep.Asked.class::isInstance)
            .map(ReadStep.Asked.class::cast)
            .filter(asked -> asked.sureness() == Sureness.CERTAIN)
            .toList();
    List<Operation> operations = certain.stream().map(ReadStep.Asked::operation).toList();
    Optional<ReadStep.Asked> outside =
        certain.stream()
            .filter(asked -> Recording.isOutside(List.of(asked.operation())))
            .findFirst();
    try {
      outside.ifPresent(asked -> new Recording(operations, Optional.empty(), false));
    } catch (IllegalStateException refusal) {
      ReadStep.Asked asked = outside.orElseThrow();
      steps.add(
          new ReadStep.Refused(
              asked.places().operation(), refusal.getMessage(), Sureness.CERTAIN, asked.site()));
    }
  }
}
