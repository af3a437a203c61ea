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
      op.createTable("tags", text("name").primaryKey());
    }
  }

  @Revision(id = "r2", down = "r1")
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {
      op.alterTable("tags", alterColumn("name").autoincrement(true)); // ERROR: [NoAutoincrement] revision "r2" alters column "name" of "tags", but only the integer primary key of a table with rowids can autoincrement, and "name" of "tags" is none here.
    }
  }
}
