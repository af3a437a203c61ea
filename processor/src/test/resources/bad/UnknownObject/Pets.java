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
      op.createIndex(index("ix_pets_name").on("pets", "name"));
      op.createView("adults", "SELECT name FROM pets WHERE age > 17");
    }
  }

  @Revision(id = "r2", down = "r1")
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {
      op.dropIndex("ix_pet_name"); // ERROR: [UnknownObject] revision "r2" drops index "ix_pet_name", but there is no index "ix_pet_name" here. Did you mean "ix_pets_name"?
      op.dropView("adult"); // ERROR: [UnknownObject] revision "r2" drops view "adult", but there is no view "adult" here. Did you mean "adults"?
      op.dropTrigger("tr_pets"); // ERROR: [UnknownObject] revision "r2" drops trigger "tr_pets", but there is no trigger "tr_pets" here.
    }
  }
}
