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
      op.createTable("tags", text("name"));
    }
  }

  @Revision(id = "r2", down = "r1", destructive = true)
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {
      op.alterTable("tags", dropColumn("name")); // ERROR: [LastColumn] revision "r2" drops column "name" of "tags", but a table cannot be without columns. Drop the table: dropTable(..)
    }
  }
}
