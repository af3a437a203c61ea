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

  @Revision(id = "r2", down = "r2") // ERROR: [SelfDown] revision "r2" goes down to itself. Name the revision before it, or leave it out of down
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {}
  }
}
