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
      op.createIndex(index("ix_pets_age").on("pets", "age"));
    }
  }

  @Revision(id = "r2", down = "r1", destructive = true)
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {
      op.alterTable("pets", dropColumn("age")); // ERROR: [ColumnInUse] revision "r2" drops column "age" of "pets", but the index "ix_pets_age" needs it. Drop that first: op.dropIndex("ix_pets_age")
    }
  }
}
