package com.acme.cats;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

@Revision(id = "r2", down = "r1")
class Cats implements Migration { // ERROR: [UnreachableRevision] "com.acme.cats.Cats" can only be named in its package, and the registry is "com.acme.Migrations". Make it public, or write the registry there with @MigrationSet
  @Override
  public void upgrade(Op op) {}
}
