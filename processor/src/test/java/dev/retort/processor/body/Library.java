package dev.retort.processor.body;

import dev.retort.op.Migration;
import dev.retort.op.Op;

/** A library that is there as a class file. */
public class Library implements Migration {
  @Override
  public void upgrade(Op op) {
    help(op);
  }

  /** Drops a table. */
  public static void help(Op op) {
    op.dropTable("a");
  }
}
