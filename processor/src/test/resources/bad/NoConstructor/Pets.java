package com.acme;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

class Pets {
  @Revision(id = "r1")
  static class First implements Migration { // ERROR: [NoConstructor] "com.acme.Pets.First" has no constructor without parameters, so the registry cannot make it. Add: First() {}
    First(String name) {}

    @Override
    public void upgrade(Op op) {}
  }
}
