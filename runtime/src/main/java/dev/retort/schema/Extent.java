package dev.retort.schema;

/** Whether what is listed is all there is. */
public enum Extent {
  /** What is not listed is not there. */
  COMPLETE,
  /** What is not listed may be there. */
  OPEN
}
