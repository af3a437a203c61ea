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
    }
  }

  @Revision(id = "r3", down = "r1")
  static final class Third implements Migration {
    @Override
    public void upgrade(Op op) {
      op.createTable("tags", text("label"));
    }
  }

  @Revision(id = "r4", down = {"r2", "r3"}) // ERROR: [BranchConflict] revision "r4" merges branches that do not fit together: revision "r3" creates table "tags", but there is a table "tags" here already.
  static final class Fourth implements Migration {
    @Override
    public void upgrade(Op op) {
    }
  }
}
