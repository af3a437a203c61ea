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
      op.createTable("pets", bigint("id").primaryKey(), text("name"), text("short").generatedAs("substr(name, 1, 3)"));
    }
  }

  @Revision(id = "r2", down = "r1")
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {
      op.alterTable("pets", alterColumn("short").defaultValue("x")); // ERROR: [GeneratedDefault] revision "r2" alters column "short" of "pets", but "short" of "pets" is generated and cannot have a default.
    }
  }
}
