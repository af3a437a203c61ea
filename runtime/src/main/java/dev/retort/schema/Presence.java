package dev.retort.schema;

/** What is known of whether something is there. */
public enum Presence {
  /** It is there. */
  KNOWN,
  /** It is not there. */
  ABSENT,
  /** It may be there: something that could not be read may have made or dropped it. */
  MAYBE
}
