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
      op.alterTable("pets", add(check("name <> \"Rex\""))); // ERROR: [QuotedText] revision "r2" adds check (name <> "Rex") to "pets" with "Rex", but "pets" has no such column here. SQLite would take it for a text, and a text stands in single quotes: 'Rex'
    }
  }
}
