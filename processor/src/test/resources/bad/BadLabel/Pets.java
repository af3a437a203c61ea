package com.acme;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

class Pets {
  @Revision(
      id = "r1",
      labels = {
        "pets",
        "-old", // ERROR: [BadLabel] the label "-old" begins with "-". Begin it with a letter, a digit or _
      })
  static final class First implements Migration {
    @Override
    public void upgrade(Op op) {}
  }
}
