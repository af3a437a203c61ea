package dev.retort.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Who may read a file: never more than may read the one it is a copy of. */
final class FileRights {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private FileRights() {}

  /** Says whether files have such rights here; on Windows they get those of their folder. */
  static boolean areKnown(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** Makes a folder that only its owner sees. */
  static void createFolder(Path folder) throws IOException {
    Files.createDirectory(folder, only(folder, PosixFilePermissions.fromString("rwx------")));
  }

  /** Makes an empty file for a copy of another one, or of what is in memory. */
  static void createFile(Path file, Optional<Path> original) throws IOException {
    Files.createFile(file, only(file, OWNER_ONLY));
    if (areKnown(file) && original.isPresent()) {
      Files.setPosixFilePermissions(file, ofCopy(file, original.get()));
    }
  }

  /** Takes the rights away from a file that another one does not give. */
  static void narrow(Path file, Path original) throws IOException {
    if (areKnown(file)) {
      Set<PosixFilePermission> narrowed = EnumSet.noneOf(PosixFilePermission.class);
      narrowed.addAll(Files.getPosixFilePermissions(file));
      narrowed.retainAll(ofCopy(file, original));
      Files.setPosixFilePermissions(file, narrowed);
    }
  }

  private static Set<PosixFilePermission> ofCopy(Path file, Path original) throws IOException {
    PosixFileAttributes from = Files.readAttributes(original, PosixFileAttributes.class);
    Set<PosixFilePermission> rights = EnumSet.noneOf(PosixFilePermission.class);
    rights.addAll(from.permissions());
    if (!Files.readAttributes(file, PosixFileAttributes.class).group().equals(from.group())) {
      rights.remove(PosixFilePermission.GROUP_READ);
      rights.remove(PosixFilePermission.GROUP_WRITE);
      rights.remove(PosixFilePermission.GROUP_EXECUTE);
    }
    return rights;
  }

  private static FileAttribute<?>[] only(Path path, Set<PosixFilePermission> rights) {
    return areKnown(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)}
        : new FileAttribute<?>[0];
  }
}
