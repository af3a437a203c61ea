package com.acme;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

class Pets {
  @Revision(id = "r1")
  interface First extends Migration {} // ERROR: [NotAClass] "com.acme.Pets.First" is an interface, and a revision is a class. Write: class First implements Migration

  @Revision(id = "r2", down = "r1")
  enum Second implements Migration { // ERROR: [NotAClass] "com.acme.Pets.Second" is an enum, and a revision is a class. Write: class Second implements Migration
    ONLY;

    @Override
    public void upgrade(Op op) {}
  }

  @Revision(id = "r3", down = "r2")
  @interface Third {} // ERROR: [NotAClass] "com.acme.Pets.Third" is an annotation, and a revision is a class. Write: class Third implements Migration
}
