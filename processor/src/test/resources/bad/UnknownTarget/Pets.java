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
      op.createTable("visits", bigint("id").primaryKey(), bigint("pet").references("pet", "id")); // ERROR: [UnknownTarget] revision "r2" leaves "visits" with the foreign key ("pet") to "pet" ("id"), but at its end there is no table "pet". Did you mean "pets"?
    }
  }

  @Revision(id = "r3", down = "r2")
  static final class Third implements Migration {
    @Override
    public void upgrade(Op op) {
      op.createTable("walks", bigint("pet").references("pets", "ident")); // ERROR: [UnknownTarget] revision "r3" leaves "walks" with the foreign key ("pet") to "pets" ("ident"), but at its end there is no column "ident" of "pets".
    }
  }
}
