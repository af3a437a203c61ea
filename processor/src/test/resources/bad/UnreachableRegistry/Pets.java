package com.acme;

import dev.retort.annotation.Revision;
import dev.retort.RevisionRegistry;
import dev.retort.annotation.MigrationSet;
import dev.retort.op.Migration;
import dev.retort.op.Op;

@MigrationSet(include = Pets.Others.class) // ERROR: [UnreachableRegistry] the registry "com.acme.Migrations" cannot make "com.acme.Pets.Others". Include a public class that has a public constructor without parameters
@Revision(id = "r1")
public class Pets implements Migration {
  @Override
  public void upgrade(Op op) {}

  interface Others extends RevisionRegistry {}
}
