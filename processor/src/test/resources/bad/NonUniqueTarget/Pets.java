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
    }
  }

  @Revision(id = "r2", down = "r1")
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {
      op.createTable("calls", bigint("id").primaryKey(), text("phone").references("owners", "phone")); // ERROR: [NonUniqueTarget] revision "r2" leaves "calls" with the foreign key ("phone") to "owners" ("phone"), but column "phone" of "owners" is neither a primary key nor unique. Add a unique constraint there: add(unique(..))
    }
  }
}
