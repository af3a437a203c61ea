package dev.retort.run;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RetortVersionTest {
  @Test
  void theVersionIsThatOfTheBuild() throws IOException {
    String pom = Files.readString(Path.of(System.getProperty("retort.root"), "pom.xml"));

    assertThat(pom)
        .contains("<artifactId>retort</artifactId>\n  <version>" + RetortVersion.TEXT + "<");
  }
}
