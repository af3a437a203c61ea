package dev.retort.backup;

import dev.retort.backup.BackupFolder.Draft;
import dev.retort.error.BackupException;
import dev.retort.error.BackupException.Fault;
import dev.retort.plan.Copier;
import dev.retort.plan.Dialect;
import dev.retort.run.Backup;
import dev.retort.run.MigrationListener;
import dev.retort.run.Safeguard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a backup before a run changes anything, and ends the run when it is not as good as the
 * database.
 *
 * @param folder where it goes
 * @param copier how the database is copied
 * @param dialect what its refusals mean
 * @param connection the database, which the run has locked when the backup is made
 * @param listener who is told of it
 * @param lockTimeout how long to wait for others
 */
public record BackupSafeguard(
    BackupFolder folder,
    Copier copier,
    Dialect dialect,
    Connection connection,
    MigrationListener listener,
    Duration lockTimeout)
    implements Safeguard {

  @Override
  public Optional<Backup> beforeFirstChange(List<String> heads) throws SQLException {
    if (copier.isEmpty(connection)) {
      return Optional.empty();
    }
    long started = System.nanoTime();
    Draft draft = folder.begin(copier.file(connection), heads);
    Path made;
    try {
      listener.backupStarted(draft.file());
      copy(draft.part());
      verify(draft.part());
      made = folder.keep(draft);
    } catch (Throwable thrown) { // a listener of another language may throw any
      folder.discard(draft, thrown);
      throw thrown;
    }
    folder.clear(draft, made);
    Backup backup =
        new Backup(made, size(made), heads, Duration.ofNanos(System.nanoTime() - started));
    listener.backupFinished(backup);
    return Optional.of(backup);
  }

  private void copy(Path part) {
    try {
      copier.copy(connection, part, lockTimeout, listener::backupProgress);
    } catch (SQLException refused) {
      throw unwritten(refused);
    }
  }

  private BackupException unwritten(SQLException refused) {
    Fault fault =
        dialect
            .fault(refused)
            .map(
                each ->
                    switch (each) {
                      case FULL -> Fault.FULL;
                      case CORRUPT, NOT_A_DATABASE -> Fault.DAMAGED;
                      case READ_ONLY, CANNOT_OPEN, IO -> Fault.NOT_WRITTEN;
                    })
            .orElse(Fault.NOT_WRITTEN);
    String what =
        fault == Fault.FULL
            ? "there is no room for it in the folder \"%s\". Make room there, as much as the database has, or name another folder: .backup(..)"
                .formatted(folder.folder())
            : dialect.message(refused);
    return new BackupException(fault, folder.folder(), BackupFolder.words(what), refused);
  }

  private void verify(Path part) {
    try (Connection copy = copier.open(part, lockTimeout)) {
      List<String> damage = copier.damage(copy);
      if (!damage.isEmpty()) {
        throw damaged(damage.get(0));
      }
      requireSame(copier.rows(connection), copier.rows(copy));
    } catch (SQLException refused) {
      throw unwritten(refused);
    }
  }

  /** Tells a damaged database, which is copied as it is, from a copy that went wrong. */
  private BackupException damaged(String copied) throws SQLException {
    List<String> damage = copier.damage(connection);
    return damage.isEmpty()
        ? folder.fault(
            Fault.NOT_THE_SAME,
            "the copy is damaged, and the database is not: %s. Look at the disk of the folder \"%s\""
                .formatted(copied, folder.folder()))
        : folder.fault(
            Fault.DAMAGED,
            "the database is damaged: %s. Restore an earlier backup, or save what \"sqlite3 FILE .recover\" can read"
                .formatted(damage.get(0)));
  }

  private void requireSame(Map<String, Long> original, Map<String, Long> copy) {
    for (Map.Entry<String, Long> table : original.entrySet()) {
      Long copied = copy.get(table.getKey());
      if (copied == null) {
        throw folder.fault(
            Fault.NOT_THE_SAME, "the copy has no table \"%s\"".formatted(table.getKey()));
      }
      if (!copied.equals(table.getValue())) {
        throw folder.fault(
            Fault.NOT_THE_SAME,
            "the copy has %d rows in \"%s\", and the database %d"
                .formatted(copied, table.getKey(), table.getValue()));
      }
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException refused) {
      throw new BackupException(
          Fault.NOT_WRITTEN, file, BackupFolder.words(refused.toString()), refused);
    }
  }
}
