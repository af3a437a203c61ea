package com.acme;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

class Pets {
  @Revision(id = "r1", labels = "pets", dependsOn = "pets") // ERROR: [SelfDependsOn] revision "r1" depends on its own label "pets". Leave that out of dependsOn
  static final class First implements Migration {
    @Override
    public void upgrade(Op op) {}
  }
}
