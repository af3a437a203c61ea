package dev.retort.backup;

import dev.retort.error.BackupException;
import dev.retort.error.BackupException.Fault;
import dev.retort.error.DatabaseException;
import dev.retort.error.LockTimeoutException;
import dev.retort.error.StorageException;
import dev.retort.history.HistoryTable;
import dev.retort.plan.Copier;
import dev.retort.plan.Dialect;
import dev.retort.run.MigrationRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A backup that was found sound, and that nobody changes until this is closed. */
public final class BackupFile implements AutoCloseable {
  private final Path file;
  private final Connection opened;
  private final Copier copier;
  private final Dialect dialect;

  private BackupFile(Path file, Connection opened, Copier copier, Dialect dialect) {
    this.file = file;
    this.opened = opened;
    this.copier = copier;
    this.dialect = dialect;
  }

  /**
   * Opens a backup, and looks for damage in all of it.
   *
   * @param given the backup
   * @param copier how databases are copied
   * @param dialect what refusals mean
   * @param lockTimeout how long to wait for others
   * @return the backup
   * @throws BackupException when it cannot be restored, as it is
   */
  public static BackupFile open(Path given, Copier copier, Dialect dialect, Duration lockTimeout) {
    Path file = given.toAbsolutePath().normalize();
    requireFile(file);
    try {
      BackupFile backup = new BackupFile(file, copier.open(file, lockTimeout), copier, dialect);
      try {
        backup.requireSound();
        return backup;
      } catch (SQLException | RuntimeException refused) {
        backup.opened.close();
        throw refused;
      }
    } catch (SQLException refused) {
      if (dialect.isBusy(refused)) {
        throw new LockTimeoutException(lockTimeout, Optional.empty(), refused);
      }
      throw unreadable(file, dialect, refused);
    }
  }

  private static BackupException unreadable(Path file, Dialect dialect, SQLException refused) {
    boolean isDamaged =
        dialect.fault(refused).filter(StorageException.Fault.CORRUPT::equals).isPresent();
    return new BackupException(
        isDamaged ? Fault.DAMAGED : Fault.NO_BACKUP,
        file,
        words("\"%s\" cannot be read: %s".formatted(file, dialect.message(refused))),
        refused);
  }

  private static void requireFile(Path file) {
    if (Files.isDirectory(file)) {
      throw new BackupException(Fault.NO_BACKUP, file, words("\"" + file + "\" is a folder"));
    }
    if (!Files.isRegularFile(file)) {
      throw new BackupException(Fault.NO_BACKUP, file, words("there is no file \"" + file + "\""));
    }
    if (size(file) == 0) {
      throw new BackupException(Fault.NO_BACKUP, file, words("\"" + file + "\" is empty"));
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException refused) {
      throw new BackupException(Fault.NO_BACKUP, file, words(refused.toString()), refused);
    }
  }

  private void requireSound() throws SQLException {
    List<String> damage = copier.damage(opened);
    if (!damage.isEmpty()) {
      throw new BackupException(
          Fault.DAMAGED, file, words("\"%s\" is damaged: %s".formatted(file, damage.get(0))));
    }
  }

  /**
   * Returns how large it is.
   *
   * @return the number of bytes
   */
  public long bytes() {
    return size(file);
  }

  /**
   * Returns the revisions that are applied to it.
   *
   * @param history the history table
   * @return their ids
   */
  public Set<String> applied(HistoryTable history) {
    try {
      return history.ids(opened);
    } catch (SQLException refused) {
      throw unreadable(file, dialect, refused);
    }
  }

  /** Whether a database was there before it is restored. */
  public enum Target {
    /** It was, and who may read it stays. */
    FOUND,
    /** It was made just now, and nobody may read it who may not read the backup. */
    MADE
  }

  /**
   * Makes a database what this backup is.
   *
   * @param run on the database
   * @param target whether it was there
   */
  public void restoreTo(MigrationRun run, Target target) {
    Optional<Path> live = run.restore(this::copyTo);
    if (target == Target.MADE && live.isPresent()) {
      try {
        FileRights.narrow(live.get(), file);
      } catch (IOException refused) {
        throw new DatabaseException(
            "the backup is restored, but the rights of its file cannot be set: " + refused,
            refused);
      }
    }
  }

  private Optional<Path> copyTo(Connection connection) throws SQLException {
    Optional<Path> live = copier.file(connection);
    if (live.isPresent() && isThis(live.get())) {
      throw new BackupException(
          Fault.NO_BACKUP, file, words("\"" + file + "\" is the database itself"));
    }
    copier.restore(connection, file);
    return live;
  }

  private boolean isThis(Path live) {
    try {
      return Files.exists(live) && Files.isSameFile(live, file);
    } catch (IOException refused) {
      throw new BackupException(Fault.NO_BACKUP, file, words(refused.toString()), refused);
    }
  }

  private static String words(String what) {
    return "nothing was restored, and the database is as it was: " + what;
  }

  @Override
  public void close() {
    try {
      opened.close();
    } catch (SQLException refused) {
      throw new DatabaseException(
          "the backup \"" + file + "\" cannot be closed: " + refused.getMessage(), refused);
    }
  }
}
