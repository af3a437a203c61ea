package dev.retort;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Work on a daemon thread of its own, which is interrupted when its future ends before it. */
final class Background {
  private Background() {}

  /**
   * Begins some work.
   *
   * @param name the name of its thread
   * @param work the work
   * @return what it gives, or what it throws
   */
  static <T> CompletableFuture<T> run(String name, Supplier<T> work) {
    CompletableFuture<T> future = new CompletableFuture<>();
    AtomicBoolean over = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              try {
                T result = work.get();
                over.set(true);
                future.complete(result);
              } catch (Throwable thrown) { // whatever it is, the future is who tells
                over.set(true);
                future.completeExceptionally(thrown);
              }
            },
            name);
    thread.setDaemon(true);
    var unused =
        future.whenComplete(
            (result, thrown) -> {
              if (!over.get()) {
                thread.interrupt();
              }
            });
    thread.start();
    return future;
  }
}
