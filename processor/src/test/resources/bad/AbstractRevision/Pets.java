package com.acme;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

class Pets {
  @Revision(id = "r1")
  abstract static class First implements Migration {} // ERROR: [AbstractRevision] "com.acme.Pets.First" is abstract, so the registry cannot make it. Take "abstract" away, or put @Revision on the class that extends it
}
