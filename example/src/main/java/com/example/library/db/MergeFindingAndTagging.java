package com.example.library.db;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

/** Two features were made at the same time; from here on there is one head again. */
@Revision(
    id = "merge-finding-tagging",
    down = {"count-finds", "cascade-tags"},
    message = "both branches")
public final class MergeFindingAndTagging implements Migration {
  @Override
  public void upgrade(Op op) {
    // A merge has nothing to do: both branches stand in its history.
  }
}
