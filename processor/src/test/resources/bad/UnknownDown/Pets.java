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
      id = "r3",
      down = {
        "r1",
        "nope", // ERROR: [UnknownDown] revision "r3" goes down to "nope", but no revision has that id. Did you mean "r1"?
      })
  static final class Third implements Migration {
    @Override
    public void upgrade(Op op) {}
  }
}
