package com.example.library;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A file of the folder.
 *
 * @param path its path in the folder, for example {@code "docs/sqlite.md"}
 * @param name for example {@code "sqlite.md"}
 * @param size in bytes
 * @param modified when it was last written, to the second
 * @param kind what it is
 * @param tags the folders it is in, for example {@code "docs"}
 */
record MediaFile(
    String path, String name, long size, Instant modified, Kind kind, List<String> tags) {
  private static final Set<String> PASSED_OVER = Set.of(".git", ".idea", ".svn", "target");

  /** Returns the files of a folder and of all folders in it, sorted by their paths. */
  static List<MediaFile> in(Path folder) throws IOException {
    List<MediaFile> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
            return !inner.equals(folder) && PASSED_OVER.contains(inner.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              files.add(of(folder.relativize(file), attributes));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.comparing(MediaFile::path));
    return files;
  }

  private static MediaFile of(Path path, BasicFileAttributes attributes) {
    List<String> steps = new ArrayList<>();
    path.forEach(step -> steps.add(step.toString()));
    String name = steps.get(steps.size() - 1);
    return new MediaFile(
        String.join("/", steps),
        name,
        attributes.size(),
        attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.SECONDS),
        Kind.of(name),
        steps.subList(0, steps.size() - 1));
  }
}
