package dev.retort.revision;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionIdTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"a", "b7f2", "_x", "2024-01-01_add.email", "Head", "headline", "v1.2.0.a"})
  void keepsWhatItWasGiven(String text) {
    assertThat(new RevisionId(text).text()).isEqualTo(text);
    assertThat(RevisionId.parse(text)).hasValue(new RevisionId(text));
  }

  @Test
  void mayHave255Characters() {
    assertThat(RevisionId.parse("a".repeat(255))).isPresent();
    assertThat(refusal("a".repeat(256)))
        .isEqualTo("the id \"aaaaaaaaaaaaaaaaaaaa...\" has 256 characters. Use at most 255");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "a b;the id \"a b\" holds the character \" \". Use only A-Z, a-z, 0-9, _, . and -",
        "é;the id \"é\" holds the character \"é\". Use only A-Z, a-z, 0-9, _, . and -",
        "a@b;the id \"a@b\" holds the character \"@\". Use only A-Z, a-z, 0-9, _, . and -",
        "-a;the id \"-a\" begins with \"-\". Begin it with a letter, a digit or _",
        ".a;the id \".a\" begins with \".\". Begin it with a letter, a digit or _",
        "head;the id \"head\" is a word that targets use. Choose another one",
        "heads;the id \"heads\" is a word that targets use. Choose another one",
        "base;the id \"base\" is a word that targets use. Choose another one",
        "current;the id \"current\" is a word that targets use. Choose another one",
      },
      delimiter = ';')
  void refusesWhatBreaksTheRule(String text, String message) {
    assertThat(refusal(text)).isEqualTo(message);
    assertThat(RevisionId.parse(text)).isEmpty();
  }

  @Test
  void refusesNothing() {
    assertThat(refusal(""))
        .isEqualTo("the id is empty. Give it 1 to 255 of A-Z, a-z, 0-9, _, . and -");
  }

  @Test
  void isShownInQuotes() {
    assertThat(new RevisionId("b7f2").toString()).isEqualTo("\"b7f2\"");
  }

  private static String refusal(String text) {
    return assertThrows(IllegalArgumentException.class, () -> new RevisionId(text)).getMessage();
  }
}
