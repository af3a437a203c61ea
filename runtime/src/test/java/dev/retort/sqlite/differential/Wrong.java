package dev.retort.sqlite.differential;

/** Says why a wanted table cannot be: the change must be refused. */
final class Wrong extends Exception {
  private static final long serialVersionUID = 1L;

  Wrong(String why) {
    super(why);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
