package dev.retort.processor.declared;

import java.util.Optional;

/**
 * Where a problem is to be mended: a declaration, its annotation, or a value in that.
 *
 * @param owner what carries the annotation
 * @param annotation the annotation; nothing when the declaration itself has to be edited
 * @param member the member of the annotation; empty for the whole annotation
 * @param index the index of the value in the member
 */
public record Spot(Owner owner, Optional<Annotation> annotation, String member, int index) {

  /** One of the annotations that are read. */
  public enum Annotation {
    /** {@code @Revision}. */
    REVISION("dev.retort.annotation.Revision"),
    /** {@code @MigrationSet}. */
    MIGRATION_SET("dev.retort.annotation.MigrationSet");

    private final String className;

    Annotation(String className) {
      this.className = className;
    }

    /** Returns the whole name of the annotation. */
    public String className() {
      return className;
    }
  }

  /**
   * A package or a class.
   *
   * @param name its whole name
   * @param isPackage whether it is a package
   */
  public record Owner(String name, boolean isPackage) {
    /** Returns a class. */
    public static Owner ofClass(String name) {
      return new Owner(name, false);
    }
  }

  /** Returns the declaration of a class. */
  static Spot declaration(DeclaredClass type) {
    return new Spot(Owner.ofClass(type.name()), Optional.empty(), "", 0);
  }

  /** Returns the whole {@code @Revision} of a class. */
  static Spot revision(DeclaredClass type) {
    return new Spot(Owner.ofClass(type.name()), Optional.of(Annotation.REVISION), "", 0);
  }

  /** Returns a value of the {@code @Revision} of a class. */
  public static Spot revision(DeclaredClass type, String member, int index) {
    return new Spot(Owner.ofClass(type.name()), Optional.of(Annotation.REVISION), member, index);
  }

  /** Returns the whole {@code @MigrationSet}. */
  static Spot set(DeclaredSet set) {
    return set(set, "", 0);
  }

  /** Returns a value of the {@code @MigrationSet}. */
  static Spot set(DeclaredSet set, String member, int index) {
    return new Spot(set.owner(), Optional.of(Annotation.MIGRATION_SET), member, index);
  }
}
