package dev.retort.backup;

import dev.retort.error.BackupException;
import dev.retort.error.BackupException.Fault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A folder of backups: a new one is written under another name, and gets its own when it is whole.
 * Only files that are called as the backups of one database are ever deleted.
 *
 * @param folder the folder, absolute
 * @param keep how many backups of one database are kept
 * @param clock what time it is
 */
public record BackupFolder(Path folder, int keep, Clock clock) {
  private static final String PART = ".part";

  /** What SQLite may leave beside a file that it was killed over. */
  private static final List<String> LEFT = List.of("", "-journal", "-wal", "-shm");

  /** Requires that something is kept. */
  public BackupFolder {
    folder = folder.toAbsolutePath().normalize();
    if (keep < 1) {
      throw new IllegalArgumentException("at least 1 backup is kept, and not " + keep);
    }
  }

  /**
   * A backup that is being written.
   *
   * @param name how the backups of the database are called
   * @param heads the heads of the database
   * @param file what it will be called
   */
  record Draft(BackupName name, List<String> heads, Path file) {
    /** Returns what it is called until then. */
    Path part() {
      return beside(PART);
    }

    private Path beside(String suffix) {
      return file.resolveSibling(file.getFileName() + suffix);
    }
  }

  /**
   * Makes an empty file for a backup, and deletes what a crash has left of one before: since the
   * database is locked, nobody else is writing one of it.
   *
   * @param original the database; empty for one in memory
   * @param heads the heads of the database
   */
  Draft begin(Optional<Path> original, List<String> heads) {
    requireFolder();
    try {
      Optional<Path> real = original.isPresent() ? real(original.get()) : original;
      BackupName name = BackupName.of(real);
      for (Path left : files(file -> isLeft(name, file))) {
        Files.delete(left);
      }
      Draft draft = new Draft(name, heads, folder.resolve(next(name, heads)));
      FileRights.createFile(draft.part(), real);
      return draft;
    } catch (IOException refused) {
      throw unwritten(refused);
    }
  }

  /** Numbers those of one second across all heads, so that their order is known. */
  private String next(BackupName name, List<String> heads) throws IOException {
    Instant now = clock.instant();
    int last =
        backups(name).stream()
            .map(each -> name.parse(each.getFileName().toString()).orElseThrow())
            .filter(parts -> parts.time().equals(BackupName.time(now)))
            .mapToInt(BackupName.Parts::number)
            .max()
            .orElse(0);
    return name.file(heads, now, last + 1);
  }

  private static Optional<Path> real(Path original) throws IOException {
    return Optional.of(original.toRealPath());
  }

  private static boolean isLeft(BackupName name, String file) {
    return LEFT.stream()
        .map(suffix -> PART + suffix)
        .filter(file::endsWith)
        .map(suffix -> file.substring(0, file.length() - suffix.length()))
        .anyMatch(whole -> name.parse(whole).isPresent());
  }

  private void requireFolder() {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (Files.exists(folder)) {
      throw fault(Fault.FOLDER, "\"%s\" is no folder".formatted(folder));
    }
    Path parent = folder.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw fault(
          Fault.FOLDER,
          "the folder \"%s\" cannot be made, since there is no folder \"%s\". Make that first"
              .formatted(folder, parent));
    }
    try {
      FileRights.createFolder(folder);
    } catch (FileAlreadyExistsException meanwhile) {
      requireFolder();
    } catch (IOException refused) {
      throw new BackupException(
          Fault.FOLDER,
          folder,
          words("the folder \"%s\" cannot be made: %s".formatted(folder, refused)),
          refused);
    }
  }

  /**
   * Gives a backup its name. When it is the same, byte for byte, as the newest one that there is,
   * that one stays and this is deleted: a run that fails at each start of an application makes one
   * backup, and does not drive out the others.
   *
   * @return where it is
   */
  Path keep(Draft draft) {
    try {
      Optional<Path> newest = backups(draft.name()).stream().findFirst();
      if (newest.isPresent() && isSame(draft, newest.get())) {
        Files.delete(draft.part());
        return newest.get();
      }
      sync(draft.part(), StandardOpenOption.WRITE);
      Files.move(draft.part(), draft.file(), StandardCopyOption.ATOMIC_MOVE);
      if (FileRights.areKnown(folder)) { // elsewhere a folder cannot be opened
        sync(folder, StandardOpenOption.READ);
      }
      return draft.file();
    } catch (IOException refused) {
      throw unwritten(refused);
    }
  }

  /** Java may read these: neither is open, but for an application that looks into an old backup. */
  private static boolean isSame(Draft draft, Path other) throws IOException {
    return draft
            .name()
            .parse(other.getFileName().toString())
            .filter(parts -> parts.heads().equals(BackupName.heads(draft.heads())))
            .isPresent()
        && Files.mismatch(draft.part(), other) < 0;
  }

  private static void sync(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  /** Deletes what was written of a backup that is not to be. */
  void discard(Draft draft, Throwable why) {
    for (String suffix : LEFT) {
      try {
        Files.deleteIfExists(draft.beside(PART + suffix));
      } catch (IOException refused) {
        why.addSuppressed(refused);
      }
    }
  }

  /**
   * Deletes the oldest backups of a database, but never the one that was just made. One that cannot
   * be deleted is left to the next time, since the new one is there.
   */
  void clear(Draft draft, Path made) {
    try {
      List<Path> others =
          backups(draft.name()).stream().filter(each -> !each.equals(made)).toList();
      for (Path old : others.subList(Math.min(keep - 1, others.size()), others.size())) {
        Files.delete(old);
      }
    } catch (IOException refused) {
      System.getLogger("dev.retort")
          .log(System.Logger.Level.WARNING, "an old backup cannot be deleted", refused);
    }
  }

  /** Returns the backups of a database, the newest first. */
  private List<Path> backups(BackupName name) throws IOException {
    Comparator<BackupName.Parts> age =
        Comparator.comparing(BackupName.Parts::time).thenComparing(BackupName.Parts::number);
    return files(file -> name.parse(file).isPresent()).stream()
        .sorted(
            Comparator.comparing(
                    (Path file) -> name.parse(file.getFileName().toString()).orElseThrow(), age)
                .reversed())
        .toList();
  }

  private List<Path> files(Predicate<String> called) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> called.test(file.getFileName().toString()))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .toList();
    }
  }

  private BackupException unwritten(IOException refused) {
    return new BackupException(
        Fault.NOT_WRITTEN,
        folder,
        words("the folder \"%s\" does not take it: %s".formatted(folder, refused)),
        refused);
  }

  /** Returns the exception for a backup that cannot be made. */
  BackupException fault(Fault fault, String what) {
    return new BackupException(fault, folder, words(what));
  }

  /** Returns the whole message for a backup that cannot be made. */
  static String words(String what) {
    return "no backup could be made, so nothing was changed: " + what;
  }
}
