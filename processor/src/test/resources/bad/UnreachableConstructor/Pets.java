package com.acme;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

class Pets {
  @Revision(id = "r1")
  static class First implements Migration { // ERROR: [UnreachableConstructor] the constructor of "com.acme.Pets.First" cannot be called by the registry "com.acme.Migrations". Take "private" away
    private First() {}

    @Override
    public void upgrade(Op op) {}
  }
}
