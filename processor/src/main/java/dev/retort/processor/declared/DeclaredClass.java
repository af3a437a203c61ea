package dev.retort.processor.declared;

import java.util.List;
import java.util.Optional;

/**
 * A class that a registry is to make: a revision, or an included registry.
 *
 * @param name its name as sources write it, for example {@code com.acme.Pets.First}
 * @param packageName its package, empty for the unnamed one
 * @param kind what kind of declaration it is
 * @param isAbstract whether it is abstract
 * @param isInner whether it, or a class around it, belongs to an instance
 * @param reach who can name it, the classes around it included
 * @param hasType whether it implements what the registry needs it to
 * @param constructor its constructor without parameters
 * @param isGeneric whether it has type parameters
 * @param isDeprecated whether naming or making it gives a warning
 */
public record DeclaredClass(
    String name,
    String packageName,
    Kind kind,
    boolean isAbstract,
    boolean isInner,
    Reach reach,
    boolean hasType,
    Optional<Constructor> constructor,
    boolean isGeneric,
    boolean isDeprecated) {

  /** What kind of declaration it is. */
  public enum Kind {
    /** A class or a record. */
    CLASS("a class"),
    /** An interface. */
    INTERFACE("an interface"),
    /** An annotation. */
    ANNOTATION("an annotation"),
    /** An enum. */
    ENUM("an enum");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** Returns it in words, for example {@code an enum}. */
    String text() {
      return text;
    }
  }

  /** From where something can be named. */
  public enum Reach {
    /** From everywhere. */
    EVERYWHERE,
    /** From its own package. */
    PACKAGE,
    /** Only from the file it stands in. */
    PRIVATE
  }

  /**
   * A constructor without parameters.
   *
   * @param reach who can call it
   * @param checked the checked exceptions that it declares
   */
  public record Constructor(Reach reach, List<String> checked) {
    /** Copies the list. */
    public Constructor {
      checked = List.copyOf(checked);
    }
  }

  /** Returns the name without the package, for example {@code Pets.First}. */
  public String localName() {
    return packageName.isEmpty() ? name : name.substring(packageName.length() + 1);
  }

  /** Returns the innermost name, for example {@code First}. */
  public String simpleName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
