package com.acme;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

class Pets {
  @Revision(id = "r1")
  class First implements Migration { // ERROR: [InnerRevision] "com.acme.Pets.First" belongs to an instance of the class around it, so the registry cannot make it. Write: static class First
    @Override
    public void upgrade(Op op) {}
  }
}
