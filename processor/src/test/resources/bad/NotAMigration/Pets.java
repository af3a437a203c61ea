package com.acme;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

class Pets {
  @Revision(id = "r1")
  static final class First { // ERROR: [NotAMigration] "com.acme.Pets.First" is a revision but no migration. Write: class First implements Migration
    public void upgrade(Op op) {}

    Migration none() {
      throw new AssertionError();
    }
  }
}
