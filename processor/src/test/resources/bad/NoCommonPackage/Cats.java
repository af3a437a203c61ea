package org.cats;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

@Revision(id = "r2", down = "r1") // ERROR: [NoCommonPackage] "com.acme.Pets" and "org.cats.Cats" have no package in common, so it is not clear where the registry goes. Write @MigrationSet on the package or a class where it is to be
public class Cats implements Migration {
  @Override
  public void upgrade(Op op) {}
}
