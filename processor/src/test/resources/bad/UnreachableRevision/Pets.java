package com.acme;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

class Pets {
  @Revision(id = "r1")
  private static class First implements Migration { // ERROR: [UnreachableRevision] "com.acme.Pets.First" is private, or a class around it is, so the registry cannot name it. Take "private" away
    @Override
    public void upgrade(Op op) {}
  }
}
