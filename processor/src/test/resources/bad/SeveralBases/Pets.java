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

  @Revision(id = "r2") // ERROR: [SeveralBases] the revisions begin at 2 bases: "r1", "r2". Say with down = "..." what this one follows, or give it a label
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {}
  }

  @Revision(
      id = "r3",
      down = {"r1", "r2"})
  static final class Third implements Migration {
    @Override
    public void upgrade(Op op) {}
  }
}
