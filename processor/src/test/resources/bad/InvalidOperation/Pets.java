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
      op.createTable("sqlite_pets", text("name")); // ERROR: [InvalidOperation] revision "r2" cannot be run: the name "sqlite_pets" begins with a reserved prefix: sqlite_ or retort_
    }
  }

  @Revision(id = "r3", down = "r2")
  static final class Third implements Migration {
    @Override
    public void upgrade(Op op) {
      op.createTable("tags", varchar("name", 0)); // ERROR: [InvalidOperation] revision "r3" cannot be run: a text of length 0 holds nothing
    }
  }
}
