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
      op.alterTable("pets", dropColumn("nmae")); // ERROR: [UnknownColumn] revision "r2" drops column "nmae" of "pets", but "pets" has no such column here. Did you mean "name"?
    }
  }

  @Revision(id = "r3", down = "r2")
  static final class Third implements Migration {
    @Override
    public void upgrade(Op op) {
      String column = "e" + "mial"; // ERROR: [UnknownColumn] revision "r3" creates index "ix_owners_email" on column "emial" of "owners", but "owners" has no such column here. Did you mean "email"?
      op.createIndex(index("ix_owners_email").on("owners", column));
    }
  }
}
