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
      op.createTable("pets", text("name")); // ERROR: [DuplicateName] revision "r2" creates table "pets", but there is a table "pets" here already.
      op.createIndex(index("owners").on("pets", "name")); // ERROR: [DuplicateName] revision "r2" creates index "owners" on "pets", but there is a table "owners" here already.
    }
  }

  @Revision(id = "r3", down = "r2")
  static final class Third implements Migration {
    @Override
    public void upgrade(Op op) {
      op.execute("CREATE TABLE owners (id INTEGER)");
    }
  }
}
