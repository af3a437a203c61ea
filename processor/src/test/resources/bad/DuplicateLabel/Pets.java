package com.acme;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

class Pets {
  @Revision(id = "r1", labels = "pets")
  static final class First implements Migration {
    @Override
    public void upgrade(Op op) {}
  }

  @Revision(id = "r2", down = "r1", labels = "pets") // ERROR: [DuplicateLabel] revision "r2" carries the label "pets", but revision "r1" has it already. Choose another label
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {}
  }
}
