package com.example.library;

import java.util.Locale;

/** What kind of file it is, by the ending of its name. */
enum Kind {
  AUDIO,
  VIDEO,
  PICTURE,
  DOCUMENT,
  CODE,
  OTHER;

  /** Returns the kind of a file, for example {@code DOCUMENT} for {@code "README.md"}. */
  static Kind of(String fileName) {
    String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "flac", "m4a", "mp3", "ogg", "wav" -> AUDIO;
      case "avi", "mkv", "mov", "mp4", "webm" -> VIDEO;
      case "gif", "jpeg", "jpg", "png", "svg", "webp" -> PICTURE;
      case "epub", "html", "md", "pdf", "txt" -> DOCUMENT;
      case "java", "sql", "xml" -> CODE;
      default -> OTHER;
    };
  }

  /** Returns the word for it in the database, for example {@code "document"}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
