package com.acme;

import dev.retort.annotation.Revision;
import dev.retort.annotation.MigrationSet;
import dev.retort.op.Migration;
import dev.retort.op.Op;

@MigrationSet(name = "my-migrations") // ERROR: [BadRegistryName] the registry cannot be named "my-migrations". Use the name of a Java class, as in @MigrationSet(name = "Migrations")
@Revision(id = "r1")
public class Pets implements Migration {
  @Override
  public void upgrade(Op op) {}
}
