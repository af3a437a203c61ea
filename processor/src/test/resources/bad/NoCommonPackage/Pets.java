package com.acme;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

@Revision(id = "r1")
public class Pets implements Migration {
  @Override
  public void upgrade(Op op) {}
}
