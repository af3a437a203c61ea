package dev.retort.processor.body;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Reads bodies in the trees of javac. */
final class TreeBodyReader implements BodyReader {
  private final Interpreter.World world;

  TreeBodyReader(ProcessingEnvironment environment) {
    Members members = new Members(environment.getElementUtils(), environment.getTypeUtils());
    this.world =
        new Interpreter.World(
            new Names(environment.getElementUtils(), members),
            members,
            new Sources(Unwrapping.trees(environment)),
            environment.getTypeUtils(),
            new Vocabulary());
  }

  @Override
  public Optional<RevisionBodies> read(String className) {
    Optional<TypeElement> type = world.names().named(className);
    Optional<ClassTree> tree = type.flatMap(world.sources()::anyClassTree);
    return tree.isPresent()
        ? Optional.of(
            new RevisionBodies(
                body(type.get(), tree.get(), Reading.Way.UP).orElseThrow(),
                body(type.get(), tree.get(), Reading.Way.DOWN)))
        : Optional.empty();
  }

  private Optional<ReadBody> body(TypeElement type, ClassTree tree, Reading.Way way) {
    TreePlace home = world.sources().place(world.sources().anyUnit(type).orElseThrow(), tree);
    Reading reading = new Reading(home, way);
    try {
      return read(type, home, reading);
    } catch (Signals.Exhausted exhausted) {
      return Optional.of(unread(reading, home, "the body is too long: " + exhausted.getMessage()));
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
      return Optional.of(unread(reading, home, "reading the body has failed: " + failure));
    }
  }

  private static ReadBody unread(Reading reading, TreePlace home, String reason) {
    reading.unreadable(new Scope.OfEverything(), home, reason);
    return reading.body(Optional.empty(), true);
  }

  private Optional<ReadBody> read(TypeElement type, TreePlace home, Reading reading) {
    if (Sources.isStub(type)) {
      return Optional.of(unread(reading, home, "the class is a stub of another language"));
    } else if (!world.members().isComplete(type)) {
      return Optional.of(unread(reading, home, "a class that it extends or implements is missing"));
    }
    List<ExecutableElement> found =
        world
            .members()
            .methods(type, reading.way() == Reading.Way.UP ? "upgrade" : "downgrade")
            .stream()
            .filter(TreeBodyReader::takesOp)
            .toList();
    if (found.size() != 1 || found.get(0).getModifiers().contains(Modifier.ABSTRACT)) {
      return Optional.of(unread(reading, home, "it is not clear which method is the body"));
    } else if (Methods.isDefaultDowngrade(found.get(0))) {
      return Optional.empty();
    }
    return Optional.of(run(type, found.get(0), home, reading));
  }

  private static boolean takesOp(ExecutableElement method) {
    return method.getParameters().size() == 1
        && method.getParameters().get(0).asType().toString().equals("dev.retort.op.Op");
  }

  private ReadBody run(
      TypeElement type, ExecutableElement method, TreePlace home, Reading reading) {
    Interpreter interpreter = new Interpreter(world, reading);
    Value.Instance self = new Value.Instance(type);
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    Optional<CompilationUnitTree> unit = world.sources().unit(owner);
    Optional<MethodTree> tree = world.sources().member(method, MethodTree.class);
    if (unit.isEmpty() || tree.isEmpty() || tree.get().getBody() == null) {
      return unread(reading, home, "no source of " + owner);
    }
    Target call = new Target(Target.Kind.CALL, Optional.empty());
    Variables variables = Variables.of(new Code(unit.get(), owner, self), call);
    interpreter
        .expressions()
        .assignments()
        .declare(tree.get().getParameters().get(0), Value.Constant.OP, variables);
    try {
      interpreter.execute(tree.get().getBody(), variables);
      return reading.body(Optional.empty(), false);
    } catch (Signals.Thrown thrown) {
      return reading.body(Optional.of(thrown.place()), false);
    }
  }
}
