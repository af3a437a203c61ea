package dev.retort.processor.body;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Finds out what a call calls, and has it done by whoever can. */
final class Calls {
  private final Interpreter interpreter;
  private final Reading reading;
  private final Methods methods;
  private final Closures closures;
  private final Factories factories;
  private final OpCalls opCalls;
  private final JdkCalls jdkCalls;

  Calls(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.reading = interpreter.reading();
    this.methods = new Methods(interpreter);
    this.closures = new Closures(interpreter);
    this.factories = new Factories(reading, interpreter.vocabulary());
    this.opCalls = new OpCalls(reading, interpreter.vocabulary());
    this.jdkCalls = new JdkCalls(reading, interpreter.vocabulary());
  }

  Methods methods() {
    return methods;
  }

  Closures closures() {
    return closures;
  }

  Object invoke(MethodInvocationTree tree, Variables variables) {
    ExpressionTree select = tree.getMethodSelect();
    Site site = new Site(interpreter.place(variables, select), interpreter.place(variables, tree));
    if (select instanceof MemberSelectTree member) {
      String name = member.getIdentifier().toString();
      boolean isSuper = isSuper(member.getExpression());
      Object receiver =
          isSuper
              ? variables.code().self()
              : interpreter.expressions().receiver(member.getExpression(), variables);
      List<Object> arguments = interpreter.evaluateAll(tree.getArguments(), variables);
      return isSuper
          ? methods.onSuper(name, arguments, variables.code(), site)
          : on(receiver, name, arguments, site);
    }
    String name = ((IdentifierTree) select).getName().toString();
    List<Object> arguments = interpreter.evaluateAll(tree.getArguments(), variables);
    if (name.equals("this") || name.equals("super")) {
      return methods.constructAgain(name, arguments, variables.code(), site);
    }
    return unqualified(name, arguments, variables.code(), site);
  }

  private static boolean isSuper(ExpressionTree tree) {
    return (tree instanceof IdentifierTree name && name.getName().contentEquals("super"))
        || (tree instanceof MemberSelectTree select
            && select.getIdentifier().contentEquals("super"));
  }

  private Object unqualified(String name, List<Object> arguments, Code code, Site site) {
    List<ExecutableElement> found = interpreter.names().methods(name, code);
    if (found.isEmpty()) {
      return unseen(site, "there is no method \"" + name + "\" in sight", arguments);
    }
    TypeElement owner = (TypeElement) found.get(0).getEnclosingElement();
    boolean isOneOwner = found.stream().allMatch(each -> each.getEnclosingElement().equals(owner));
    if (!isOneOwner && isStatic(found)) {
      return ofSeveral(found, arguments, site);
    } else if (isOneOwner && interpreter.sources().unit(owner).isEmpty() && isStatic(found)) {
      return onType(owner, name, arguments, site);
    }
    return methods.call(found, code.self(), arguments, site);
  }

  /** Calls one of the methods of a name that are imported from several classes. */
  private Object ofSeveral(List<ExecutableElement> found, List<Object> arguments, Site site) {
    Optional<ExecutableElement> chosen = methods.chosen(found, arguments);
    return chosen.isPresent()
        ? onType(
            (TypeElement) chosen.get().getEnclosingElement(),
            chosen.get().getSimpleName().toString(),
            arguments,
            site)
        : unseen(site, "it is not clear which method is called", arguments);
  }

  private static boolean isStatic(List<ExecutableElement> methods) {
    return methods.stream().allMatch(each -> each.getModifiers().contains(Modifier.STATIC));
  }

  /** Calls a method of a value, or a static one of a class. */
  Object on(Object receiver, String name, List<Object> arguments, Site site) {
    if (receiver instanceof TypeElement type) {
      return onType(type, name, arguments, site);
    } else if (receiver == Value.Constant.OP) {
      return opCalls.ask(name, arguments, site);
    } else if (receiver instanceof Value.Unknown unknown) {
      return onUnknown(unknown, name, arguments, site);
    } else if (receiver instanceof Value.Closure closure) {
      return closures.call(closure, name, arguments, site);
    } else if (receiver instanceof Value.Instance instance) {
      return methods.onInstance(instance, name, arguments, site);
    } else if (receiver instanceof Value.Cells cells && name.equals("clone")) {
      return reading.containers().isSpoilt(cells)
          ? Value.Unknown.HARMLESS
          : new Value.Cells(cells.component(), cells.elements());
    } else if (receiver instanceof Value) {
      return unseen(
          site, "\"" + name + "\" is called on what is not read", with(receiver, arguments));
    } else if (Known.isOurs(receiver.getClass())) {
      return factories.onValue(receiver, name, arguments, site);
    }
    return jdkCalls.onValue(receiver, name, arguments, site);
  }

  private Object onUnknown(Value.Unknown receiver, String name, List<Object> arguments, Site site) {
    boolean tainted = arguments.stream().anyMatch(Value::isTainted);
    if (!tainted && (receiver.table().isPresent() || receiver.isPlain())) {
      arguments.forEach(reading.containers()::spoil);
      return receiver;
    } else if (receiver.isPlain() && closures.perhapsCalls(name, arguments, site)) {
      return receiver;
    }
    return unseen(
        site, "\"" + name + "\" is called on what is not known", with(receiver, arguments));
  }

  private Object onType(TypeElement type, String name, List<Object> arguments, Site site) {
    Optional<Object> ofEnum = methods.onEnum(type, name, arguments, site);
    if (ofEnum.isPresent()) {
      return ofEnum.get();
    } else if (interpreter.sources().unit(type).isPresent()) {
      List<ExecutableElement> found =
          interpreter.members().methods(type, name).stream()
              .filter(each -> each.getModifiers().contains(Modifier.STATIC))
              .toList();
      return methods.call(found, Value.Constant.NULL, arguments, site);
    }
    String binaryName = interpreter.names().binaryName(type);
    Optional<Class<?>> ours = Known.ours(binaryName);
    if (ours.isPresent()) {
      return factories.onType(ours.get(), name, arguments, site);
    }
    Optional<Class<?>> known = Known.named(binaryName);
    return known.isPresent()
        ? jdkCalls.onType(known.get(), name, arguments, site)
        : unseen(site, "no source of " + type, arguments);
  }

  Object make(NewClassTree tree, Variables variables) {
    Site site =
        new Site(
            interpreter.place(variables, tree.getIdentifier()), interpreter.place(variables, tree));
    Optional<TypeElement> type = interpreter.names().type(tree.getIdentifier(), variables);
    List<Object> arguments = interpreter.evaluateAll(tree.getArguments(), variables);
    if (tree.getClassBody() != null) {
      return anonymous(tree, arguments, variables);
    }
    boolean isRead = type.isPresent() && tree.getEnclosingExpression() == null;
    return isRead ? make(type.get(), arguments, site) : stored(site, arguments);
  }

  Object make(TypeElement type, List<Object> arguments, Site site) {
    if (interpreter.sources().unit(type).isPresent()) {
      return methods.make(type, arguments, site);
    }
    String binaryName = interpreter.names().binaryName(type);
    Optional<Class<?>> ours = Known.ours(binaryName);
    if (ours.isPresent()) {
      return factories.make(ours.get(), arguments, site);
    }
    Optional<Class<?>> known = Known.named(binaryName);
    return known.isPresent()
        ? jdkCalls.make(known.get(), arguments, site)
        : stored(site, arguments);
  }

  private Object anonymous(NewClassTree tree, List<Object> arguments, Variables variables) {
    boolean tainted =
        arguments.stream().anyMatch(Value::isTainted)
            || interpreter.taint().mentions(tree.getClassBody(), variables);
    TreePlace place = interpreter.place(variables, tree);
    interpreter.taint().forget(tree.getClassBody(), variables);
    if (tainted) {
      reading.escape(place, "the Op is held by an anonymous class");
    } else {
      reading.unread(place, "an anonymous class is not read");
    }
    return Value.Unknown.of(tainted);
  }

  private Object stored(Site site, List<Object> arguments) {
    return stored(reading, site, arguments);
  }

  /** An object that is not seen is made; what it is given, it may keep. */
  static Object stored(Reading reading, Site site, List<Object> arguments) {
    boolean tainted = arguments.stream().anyMatch(reading::mayHoldOp);
    if (tainted) {
      arguments.forEach(reading.containers()::spoil);
      reading.escape(site.call(), "the Op is stored in an object");
      return Value.Unknown.TAINTED;
    }
    return reading.unseen(site.call(), "this object is not read", arguments);
  }

  private Object unseen(Site site, String reason, List<Object> involved) {
    return reading.unseen(site.method(), reason, involved);
  }

  private static List<Object> with(Object receiver, List<Object> arguments) {
    List<Object> all = new ArrayList<>(arguments);
    all.add(receiver);
    return all;
  }
}
