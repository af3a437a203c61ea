package dev.retort.run;

/** How much of a run is one transaction. */
public enum TransactionMode {
  /** All of it: a revision that fails takes the whole run back. */
  PER_RUN,

  /**
   * Each revision by itself: one that fails is taken back, and those before it stay. Another run
   * may come in between two of them.
   */
  PER_REVISION
}
