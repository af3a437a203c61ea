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
      op.dropTable("pet"); // ERROR: [UnknownTable] revision "r2" drops table "pet", but there is no table "pet" here. Did you mean "pets"?
    }
  }

  @Revision(id = "r3", down = "r2")
  static final class Third implements Migration {
    @Override
    public void upgrade(Op op) {
      both(op, "owner"); // ERROR: [UnknownTable] revision "r3" alters table "owner", but there is no table "owner" here. Did you mean "owners"?
    }

    private void both(Op op, String table) {
      op.alterTable(table, add(text("note")));
    }
  }

  @Revision(id = "r4", down = "r3")
  static final class Fourth implements Migration {
    @Override
    public void upgrade(Op op) {
      for (String each : new String[] {"pets", "owmers"}) { // ERROR: [UnknownTable] revision "r4" alters table "owmers", but there is no table "owmers" here. Did you mean "owners"?
        op.alterTable(each, add(text("remark")));
      }
    }
  }

  @Revision(id = "r5", down = "r4")
  static final class Fifth implements Migration {
    @Override
    public void upgrade(Op op) {
      op.execute("DELETE FROM petz WHERE id < 0"); // ERROR: [UnknownTable] revision "r5" uses table "petz", but there is no table "petz" here. Did you mean "pets"?
    }
  }
}
