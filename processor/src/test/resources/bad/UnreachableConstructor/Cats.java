package com.acme.cats;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

@Revision(id = "r2", down = "r1")
public class Cats implements Migration { // ERROR: [UnreachableConstructor] the constructor of "com.acme.cats.Cats" cannot be called by the registry "com.acme.Migrations". Make it public
  Cats() {}

  @Override
  public void upgrade(Op op) {}
}
