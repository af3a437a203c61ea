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

  @Revision(id = "r2", down = "r1", dependsOn = "bets") // ERROR: [UnknownDependsOn] revision "r2" depends on "bets", but no revision has that id or label. Did you mean "pets"?
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {}
  }
}
