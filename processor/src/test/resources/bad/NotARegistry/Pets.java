package com.acme;

import dev.retort.annotation.Revision;
import dev.retort.annotation.MigrationSet;
import dev.retort.op.Migration;
import dev.retort.op.Op;

@MigrationSet(
    include = {
      Object.class, // ERROR: [NotARegistry] "java.lang.Object" is no registry. Include the class that the compiler generated for the other module, or one that implements RevisionRegistry
      int.class // ERROR: [NotARegistry] "int" is no registry. Include the class that the compiler generated for the other module, or one that implements RevisionRegistry
    })
@Revision(id = "r1")
public class Pets implements Migration {
  @Override
  public void upgrade(Op op) {}
}
