package com.acme.pets;

import dev.retort.annotation.Revision;
import dev.retort.annotation.MigrationSet;
import dev.retort.op.Migration;
import dev.retort.op.Op;

@MigrationSet // ERROR: [SecondSet] there is a @MigrationSet on "com.acme" already, and a module has one. Take this one away
@Revision(id = "r1")
public class Pets implements Migration {
  @Override
  public void upgrade(Op op) {}
}
