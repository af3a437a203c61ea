package com.acme;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

class Pets {
  @Revision(id = "r1")
  static class First implements Migration { // ERROR: [ThrowingConstructor] the constructor of "com.acme.Pets.First" throws "java.io.IOException", which the registry cannot handle. Do that work in upgrade
    First() throws IllegalStateException, java.io.IOException {}

    @Override
    public void upgrade(Op op) {}
  }
}
