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
      op.createTable("tags", text("name"));
      op.alterTable("pets", add(text("chip")));
    }

    @Override
    public void downgrade(Op op) {
      op.dropTable("tags"); // WARNING: [IncompleteDowngrade] the downgrade of revision "r2" does not bring back what was there before its upgrade: column "chip" of "pets" is left
    }
  }
}
