package dev.retort.processor.body;

/** Whether a step is made whenever the body runs to its end. */
public enum Sureness {
  /** It is. */
  CERTAIN,
  /** Perhaps, and perhaps more than once. */
  POSSIBLE
}
