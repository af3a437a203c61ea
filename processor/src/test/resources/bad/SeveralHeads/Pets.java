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

  @Revision(id = "r2a", down = "r1")
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {}
  }

  @Revision(id = "r2b", down = "r1") // ERROR: [SeveralHeads] the revisions end in 2 heads: "r2a", "r2b". Merge them with @Revision(id = "...", down = {"r2a", "r2b"}), or give each branch but one a label
  static final class Third implements Migration {
    @Override
    public void upgrade(Op op) {}
  }
}
