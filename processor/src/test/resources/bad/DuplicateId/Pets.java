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

  @Revision(id = "r1") // ERROR: [DuplicateId] another revision has the id "r1" already. Give this one its own; the other is com.acme.Pets.First
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {}
  }
}
