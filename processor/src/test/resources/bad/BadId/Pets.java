package com.acme;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

class Pets {
  @Revision(id = "first pets") // ERROR: [BadId] the id "first pets" holds the character " ". Use only A-Z, a-z, 0-9, _, . and -
  static final class First implements Migration {
    @Override
    public void upgrade(Op op) {}
  }

  @Revision(id = "head", down = "first pets") // ERROR: [BadId] the id "head" is a word that targets use. Choose another one
  static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {}
  }
}
