package dev.retort.processor.body;

/** What ends the reading of an expression before it has a value. */
final class Signals {
  private Signals() {}

  /** The body throws. */
  static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient TreePlace place;

    Thrown(TreePlace place) {
      super("the body throws", null, false, false);
      this.place = place;
    }

    TreePlace place() {
      return place;
    }
  }

  /** A method of the JDK asked for a value that is not known, or for more than is known of it. */
  static final class Asked extends RuntimeException {
    private static final long serialVersionUID = 1;

    Asked() {
      super("a value that is not known", null, false, false);
    }
  }

  /** The body is too long to be read. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exhausted(String message) {
      super(message, null, false, false);
    }
  }
}
