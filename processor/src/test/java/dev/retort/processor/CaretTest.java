package dev.retort.processor;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the caret stands: on the value, with and without braces. */
class CaretTest {
  @TempDir Path folder;

  @Test
  void onAValueWithoutBraces() {
    assertThat(compile("id = \"a\", down = \"b\""))
        .isEqualTo(
            "First.java:2:50: [UnknownDown] revision \"a\" goes down to \"b\", but no revision has"
                + " that id");
  }

  @Test
  void onAValueInBraces() {
    assertThat(compile("id = \"a\", down = {\"b\"}"))
        .isEqualTo(
            "First.java:2:51: [UnknownDown] revision \"a\" goes down to \"b\", but no revision has"
                + " that id");
  }

  @Test
  void onAConstant() {
    assertThat(compile("id = \"a\", down = First.B"))
        .isEqualTo(
            "First.java:2:55: [UnknownDown] revision \"a\" goes down to \"b\", but no revision has"
                + " that id");
  }

  @Test
  void onTheId() {
    assertThat(compile("id = \"a b\""))
        .isEqualTo(
            "First.java:2:38: [BadId] the id \"a b\" holds the character \" \". Use only A-Z, a-z,"
                + " 0-9, _, . and -");
  }

  private String compile(String annotation) {
    Javac javac =
        new Javac(folder)
            .classpath()
            .source(
                "com/acme/First.java",
                "package com.acme;\n"
                    + "@dev.retort.annotation.Revision("
                    + annotation
                    + ")\n"
                    + "public class First implements dev.retort.op.Migration {\n"
                    + "  static final String B = \"b\";\n"
                    + "  @Override public void upgrade(dev.retort.op.Op op) {}\n"
                    + "}\n");
    return String.join("\n", javac.compile());
  }
}
