package dev.retort.processor.declared;

import java.util.List;

/** A mistake in a declaration that keeps a registry from being written or a class out of it. */
public sealed interface DeclarationProblem {

  /** Returns where it is to be mended. */
  Spot spot();

  /** Returns what is wrong and how to mend it, without the code. */
  String message();

  /** Returns the name of the mistake, for example {@code AbstractRevision}. */
  default String code() {
    return getClass().getSimpleName();
  }

  /** Returns the problem as it is printed. */
  default Finding finding() {
    return new Finding("[" + code() + "] " + message(), spot());
  }

  /** A revision is not a class. */
  record NotAClass(Spot spot, DeclaredClass type) implements DeclarationProblem {
    @Override
    public String message() {
      return quote(type.name())
          + " is "
          + type.kind().text()
          + ", and a revision is a class. Write: class "
          + type.simpleName()
          + " implements Migration";
    }
  }

  /** A revision does not implement {@code Migration}. */
  record NotAMigration(Spot spot, DeclaredClass type) implements DeclarationProblem {
    @Override
    public String message() {
      return quote(type.name())
          + " is a revision but no migration. Write: class "
          + type.simpleName()
          + " implements Migration";
    }
  }

  /** A revision is abstract. */
  record AbstractRevision(Spot spot, DeclaredClass type) implements DeclarationProblem {
    @Override
    public String message() {
      return quote(type.name())
          + " is abstract, so the registry cannot make it. Take \"abstract\" away, or put"
          + " @Revision on the class that extends it";
    }
  }

  /** A revision is a class of an instance. */
  record InnerRevision(Spot spot, DeclaredClass type) implements DeclarationProblem {
    @Override
    public String message() {
      return quote(type.name())
          + " belongs to an instance of the class around it, so the registry cannot make it."
          + " Write: static class "
          + type.simpleName();
    }
  }

  /** The registry cannot name a revision. */
  record UnreachableRevision(Spot spot, DeclaredClass type, String registry)
      implements DeclarationProblem {
    @Override
    public String message() {
      String what = quote(type.name());
      if (type.packageName().isEmpty()) {
        return what
            + " has no package, and a registry in a package cannot name it. Move it to a package";
      }
      if (type.reach() == DeclaredClass.Reach.PRIVATE) {
        return what
            + " is private, or a class around it is, so the registry cannot name it. Take"
            + " \"private\" away";
      }
      return what
          + " can only be named in its package, and the registry is "
          + quote(registry)
          + ". Make it public, or write the registry there with @MigrationSet";
    }
  }

  /** A revision has no constructor without parameters. */
  record NoConstructor(Spot spot, DeclaredClass type) implements DeclarationProblem {
    @Override
    public String message() {
      return quote(type.name())
          + " has no constructor without parameters, so the registry cannot make it. Add: "
          + type.simpleName()
          + "() {}";
    }
  }

  /** The registry cannot call the constructor of a revision. */
  record UnreachableConstructor(Spot spot, DeclaredClass type, String registry)
      implements DeclarationProblem {
    @Override
    public String message() {
      return "the constructor of "
          + quote(type.name())
          + " cannot be called by the registry "
          + quote(registry)
          + ". "
          + (type.packageName().equals(packageOf(registry))
              ? "Take \"private\" away"
              : "Make it public");
    }
  }

  /** The constructor of a revision declares checked exceptions. */
  record ThrowingConstructor(Spot spot, DeclaredClass type, List<String> checked)
      implements DeclarationProblem {
    /** Copies the list. */
    public ThrowingConstructor {
      checked = List.copyOf(checked);
    }

    @Override
    public String message() {
      return "the constructor of "
          + quote(type.name())
          + " throws "
          + quote(checked.get(0))
          + ", which the registry cannot handle. Do that work in upgrade";
    }
  }

  /** The revisions have no package in common. */
  record NoCommonPackage(Spot spot, String one, String other) implements DeclarationProblem {
    @Override
    public String message() {
      return quote(one)
          + " and "
          + quote(other)
          + " have no package in common, so it is not clear where the registry goes. Write"
          + " @MigrationSet on the package or a class where it is to be";
    }
  }

  /** A class has the name of the registry. */
  record RegistryExists(Spot spot, String registry, String simpleName, boolean hasSet)
      implements DeclarationProblem {
    @Override
    public String message() {
      return "the registry cannot be written, since the class "
          + quote(registry)
          + " exists already. Give the registry another name"
          + (hasSet ? "" : ": @MigrationSet(name = \"Test" + simpleName + "\") on a package");
    }
  }

  /** The name of a registry is no name of a class. */
  record BadRegistryName(Spot spot, String name) implements DeclarationProblem {
    @Override
    public String message() {
      return "the registry cannot be named "
          + quote(name)
          + ". Use the name of a Java class, as in @MigrationSet(name = \"Migrations\")";
    }
  }

  /** There are two sets. */
  record SecondSet(Spot spot, String first) implements DeclarationProblem {
    @Override
    public String message() {
      return "there is a @MigrationSet on "
          + quote(first)
          + " already, and a module has one. Take this one away";
    }
  }

  /** What is included is no registry. */
  record NotARegistry(Spot spot, String name) implements DeclarationProblem {
    @Override
    public String message() {
      return quote(name)
          + " is no registry. Include the class that the compiler generated for the other module,"
          + " or one that implements RevisionRegistry";
    }
  }

  /** The registry cannot make an included one. */
  record UnreachableRegistry(Spot spot, DeclaredClass type, String registry)
      implements DeclarationProblem {
    @Override
    public String message() {
      return "the registry "
          + quote(registry)
          + " cannot make "
          + quote(type.name())
          + ". Include a public class that has a public constructor without parameters";
    }
  }

  /** A revision of another processor came too late. */
  record LateRevision(Spot spot, String name, String registry) implements DeclarationProblem {
    @Override
    public String message() {
      return quote(name)
          + " was generated after "
          + quote(registry)
          + " was written, so it is not in it. Compile what generates it in an earlier module, and"
          + " include that module's registry";
    }
  }

  /** A set of another processor came too late. */
  record LateSet(Spot spot, String name, String registry) implements DeclarationProblem {
    @Override
    public String message() {
      return "the @MigrationSet on "
          + quote(name)
          + " was generated after "
          + quote(registry)
          + " was written, so nothing follows from it. Write it in a source of this module";
    }
  }

  /** The runtime is not on the class path. */
  record NoRuntime(Spot spot) implements DeclarationProblem {
    @Override
    public String message() {
      return "the class dev.retort.op.Migration cannot be found. Add dev.retort:retort-runtime to"
          + " the dependencies, and in a module-info.java: requires dev.retort";
    }
  }

  private static String quote(String name) {
    return '"' + name + '"';
  }

  private static String packageOf(String className) {
    return className.substring(0, Math.max(className.lastIndexOf('.'), 0));
  }
}
