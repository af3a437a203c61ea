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

  @Revision(id = "r2", down = "pets") // ERROR: [LabelAsDown] revision "r2" goes down to the label "pets", but down takes ids. The revision that carries it is "r1"
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {}
  }
}
