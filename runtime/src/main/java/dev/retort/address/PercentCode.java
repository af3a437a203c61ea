package dev.retort.address;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding, {@code %40} for {@code @}; bytes are UTF-8. */
final class PercentCode {
  private static final String PLAIN = "-._~/!$'()*,";

  private PercentCode() {}

  /**
   * Returns what a text stands for. A percent sign that no two hexadecimal digits follow stands for
   * itself, as in Python and in SQLite.
   */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int at = 0; at < bytes.length; at++) {
      int value = bytes[at] == '%' && at + 2 < bytes.length ? value(bytes, at + 1) : -1;
      decoded.write(value < 0 ? bytes[at] : value);
      at += value < 0 ? 0 : 2;
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  /** Returns what a text of a form stands for, where a plus is a space. */
  static String decodeForm(String text) {
    return decode(text.replace('+', ' '));
  }

  /** Returns the path as it is written in a URI. */
  static String encode(String path) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(each)) {
        encoded.append((char) each);
      } else {
        encoded.append('%').append(digit(each >> 4)).append(digit(each));
      }
    }
    return encoded.toString();
  }

  private static int value(byte[] bytes, int at) {
    int high = Character.digit(bytes[at], 16);
    int low = Character.digit(bytes[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static boolean isPlain(byte each) {
    return each > 0 && (Character.isLetterOrDigit(each) || PLAIN.indexOf(each) >= 0);
  }

  private static char digit(int value) {
    return Character.toUpperCase(Character.forDigit(value & 0xf, 16));
  }
}
