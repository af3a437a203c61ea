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
      op.dropTable("pets"); // WARNING: [Destructive] revision "r2" drops table "pets" and its rows. If that is meant, say @Revision(destructive = true)
    }
  }

  @Revision(id = "r3", down = "r2")
  static final class Third implements Migration {
    @Override
    public void upgrade(Op op) {
      op.alterTable("owners", dropColumn("phone")); // WARNING: [Destructive] revision "r3" drops column "phone" of "owners" and its values. If that is meant, say @Revision(destructive = true)
    }
  }
}
