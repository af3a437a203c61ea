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

  @Revision(id = "r2", down = "r1")
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {}
  }

  @Revision(
      id = "r3",
      down = {
        "r1", // ERROR: [AncestorMerge] revision "r3" merges "r1" with "r2", which follows it already. Leave "r1" out of down
        "r2"
      })
  static final class Third implements Migration {
    @Override
    public void upgrade(Op op) {}
  }
}
