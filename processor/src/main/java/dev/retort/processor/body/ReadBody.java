package dev.retort.processor.body;

import java.util.List;
import java.util.Optional;

/**
 * What was read of a body.
 *
 * @param steps what it asks for, in its order
 * @param thrown where the body throws, when it does so on every way through it
 * @param endsUncertain whether more may follow the last step than could be read
 * @param unread what could not be read, whether or not it matters, in the order it was met
 */
public record ReadBody(
    List<ReadStep> steps, Optional<Place> thrown, boolean endsUncertain, List<Unread> unread) {

  /** Copies the lists. */
  public ReadBody {
    steps = List.copyOf(steps);
    unread = List.copyOf(unread);
  }

  /**
   * Says whether the body is there to refuse: it does nothing but throw.
   *
   * @return true for {@code throw new UnsupportedOperationException("the rows are gone")}
   */
  public boolean isRefusal() {
    return thrown.isPresent() && steps.isEmpty();
  }

  /**
   * What could not be read.
   *
   * @param place where
   * @param reason for example {@code no source of com.acme.Seeds}
   */
  public record Unread(Place place, String reason) {}
}
