package dev.retort.revision;

import java.util.Locale;
import java.util.Optional;

/** What stands behind the {@code @} of a target: a word, a revision, or steps from one of them. */
sealed interface Point {

  /** Lets the visitor answer for this case. */
  <T> T accept(Visitor<T> visitor);

  /** A word that no revision can have as its id. */
  enum Word implements Point {
    /** The one revision that none goes down to. */
    HEAD,
    /** All revisions that none goes down to. */
    HEADS,
    /** Before the first revision. */
    BASE,
    /** Where the database is. */
    CURRENT;

    /** Returns the word that a text is. */
    static Optional<Word> parse(String text) {
      for (Word word : values()) {
        if (word.text().equals(text)) {
          return Optional.of(word);
        }
      }
      return Optional.empty();
    }

    /** Returns the word as it is written, for example {@code heads}. */
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.word(this);
    }
  }

  /**
   * A revision.
   *
   * @param number its number in the links
   */
  record Revision(int number) implements Point {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.revision(number);
    }
  }

  /**
   * So many revisions up or down.
   *
   * @param from where they begin; empty for where the database is, without a word for it
   * @param count how many: up when it is more than 0, down when it is less, never 0
   */
  record Steps(Optional<Point> from, int count) implements Point {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.steps(this);
    }

    /** Tells whether they are counted from where the database is. */
    boolean areFromCurrent() {
      return from.isEmpty() || from.get() == Word.CURRENT;
    }
  }

  /** An answer for each case. */
  interface Visitor<T> {
    /** Answers for a word. */
    T word(Word word);

    /** Answers for a revision. */
    T revision(int number);

    /** Answers for steps. */
    T steps(Steps steps);
  }
}
