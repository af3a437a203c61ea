package com.acme;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

@Revision(id = "r1") // ERROR: [RegistryExists] the registry cannot be written, since the class "com.acme.Migrations" exists already. Give the registry another name: @MigrationSet(name = "TestMigrations") on a package
public class Pets implements Migration {
  @Override
  public void upgrade(Op op) {}
}
