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
      op.createTable("pets", bigint("id").primaryKey(), text("name").notNull(), integer("age"));
      op.createTable("owners", bigint("id").primaryKey(), text("email").unique(), text("phone"));
      op.alterTable("pets", add(check("age >= 0").named("ck_age")));
    }
  }

  @Revision(id = "r2", down = "r1")
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {
      op.alterTable("pets", dropConstraint("ck_ages")); // ERROR: [UnknownConstraint] revision "r2" drops constraint "ck_ages" of "pets", but "pets" has no such constraint here. It has: primary key ("id"); check (age >= 0) named "ck_age".
    }
  }
}
