package com.acme;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

class Pets {
  @Revision(id = "r1")
  static final class First implements Migration {
    @Override
    public void upgrade(Op op) {}
  }

  @Revision(id = "r2", down = "r1", labels = "r1") // ERROR: [LabelIsId] revision "r2" carries the label "r1", which is the id of a revision. Choose another label
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {}
  }
}
