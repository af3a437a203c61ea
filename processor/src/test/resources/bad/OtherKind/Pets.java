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
      op.createView("adults", "SELECT name FROM pets WHERE age > 17");
    }
  }

  @Revision(id = "r2", down = "r1")
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {
      op.dropTable("adults"); // ERROR: [OtherKind] revision "r2" drops table "adults", but "adults" is a view here.
      op.dropView("pets"); // ERROR: [OtherKind] revision "r2" drops view "pets", but "pets" is a table here.
    }
  }
}
