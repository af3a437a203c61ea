package com.acme;

import static dev.retort.schema.Ddl.*;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

class Pets {
  @Revision(id = "r1")
  static final class First implements Migration {
    @Override
    public void upgrade(Op op) {
      op.createTable("pets", bigint("id").primaryKey(), integer("age"), check("age >= 0").named("ck_age"));
    }
  }

  @Revision(id = "r2", down = "r1")
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {
      op.alterTable("pets", add(check("age < 99").named("ck_age"))); // ERROR: [DuplicateConstraint] revision "r2" adds check (age < 99) named "ck_age" to "pets", but "pets" has a constraint "ck_age" here already.
    }
  }
}
