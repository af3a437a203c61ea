package dev.retort;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegisteredRevisionTest {
  @Test
  void copiesKeepWhatTheyDoNotName() {
    RegisteredRevision revision =
        RegisteredRevision.of(
                "r2",
                List.of("r1"),
                () -> {
                  throw new AssertionError("made too early");
                })
            .labels("branch")
            .message("second");

    assertThat(revision.id()).isEqualTo("r2");
    assertThat(revision.down()).containsExactly("r1");
    assertThat(revision.labels()).containsExactly("branch");
    assertThat(revision.message()).isEqualTo("second");
    assertThat(revision.fingerprint()).isEmpty();
  }
}
