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

  @Revision(
      id = "r2",
      down = {
        "r1",
        "r1" // ERROR: [RepeatedDown] revision "r2" goes down to "r1" twice. Keep one of them
      })
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {}
  }
}
