package dev.retort.processor.body;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;

/** Gives variables, fields and elements of arrays their values. */
final class Assignments {
  private final Interpreter interpreter;
  private final Reading reading;
  private final Typing typing;

  Assignments(Interpreter interpreter, Typing typing) {
    this.interpreter = interpreter;
    this.reading = interpreter.reading();
    this.typing = typing;
  }

  /** Declares a local variable with its first value. */
  void declare(VariableTree tree, Variables variables) {
    Object value =
        tree.getInitializer() == null ? Value.Unknown.HARMLESS : initial(tree, variables);
    declare(tree, value, variables);
  }

  /** Returns the first value of a variable. */
  Object initial(VariableTree tree, Variables variables) {
    Tree type = tree.getType();
    if (tree.getInitializer() instanceof NewArrayTree array
        && array.getType() == null
        && type instanceof ArrayTypeTree declared) {
      return typing.initialised(array, Optional.of(declared.getType()), variables);
    }
    Object value = interpreter.evaluate(tree.getInitializer(), variables);
    return type == null ? value : typing.converted(value, type, variables);
  }

  /** Declares a local variable. */
  void declare(VariableTree tree, Object value, Variables variables) {
    Optional<Tree> type = Optional.ofNullable(tree.getType());
    Object held = type.isPresent() ? typing.converted(value, type.get(), variables) : value;
    variables.declare(
        tree.getName().toString(), new Variables.Variable(type, reading.level(), held));
  }

  Object assign(AssignmentTree tree, Variables variables) {
    return change(
        tree.getVariable(),
        variables,
        old -> interpreter.evaluate(tree.getExpression(), variables),
        tree);
  }

  Object compound(CompoundAssignmentTree tree, Variables variables) {
    Tree.Kind operator = Tree.Kind.valueOf(tree.getKind().name().replace("_ASSIGNMENT", ""));
    TreePlace place = interpreter.place(variables, tree);
    return change(
        tree.getVariable(),
        variables,
        old ->
            like(
                old,
                typing.binary(
                    operator, old, interpreter.evaluate(tree.getExpression(), variables), place)),
        tree);
  }

  /** Returns the value before or after {@code i++}. */
  Object step(UnaryTree tree, Variables variables) {
    boolean isMore =
        tree.getKind() == Tree.Kind.PREFIX_INCREMENT
            || tree.getKind() == Tree.Kind.POSTFIX_INCREMENT;
    boolean isBefore =
        tree.getKind() == Tree.Kind.PREFIX_INCREMENT
            || tree.getKind() == Tree.Kind.PREFIX_DECREMENT;
    Object[] before = {Value.Unknown.HARMLESS};
    Object after =
        change(
            tree.getExpression(),
            variables,
            old -> {
              before[0] = old;
              return like(old, Numbers.binary(Tree.Kind.PLUS, old, isMore ? 1 : -1));
            },
            tree);
    return isBefore ? after : before[0];
  }

  /** A compound assignment keeps the type of its variable. */
  private static Object like(Object old, Object changed) {
    return Numbers.kind(old).map(kind -> Numbers.to(kind, changed)).orElse(changed);
  }

  private Object change(
      ExpressionTree target, Variables variables, UnaryOperator<Object> change, Tree whole) {
    if (target instanceof ParenthesizedTree inner) {
      return change(inner.getExpression(), variables, change, whole);
    } else if (target instanceof ArrayAccessTree element) {
      return changeElement(element, variables, change, whole);
    } else if (target instanceof IdentifierTree identifier) {
      Optional<Variables.Variable> variable = variables.find(identifier.getName().toString());
      if (variable.isPresent()) {
        return changeVariable(variable.get(), variables, change);
      }
    }
    return changeField(target, variables, change, whole);
  }

  private Object changeVariable(
      Variables.Variable variable, Variables variables, UnaryOperator<Object> change) {
    Object changed = change.apply(variable.value());
    Object held =
        variable.type().isPresent()
            ? typing.converted(changed, variable.type().get(), variables)
            : changed;
    boolean isPerhaps = reading.level() > variable.level();
    boolean tainted = Value.isTainted(held) || Value.isTainted(variable.value());
    variable.set(isPerhaps ? Value.Unknown.of(tainted) : held);
    return held;
  }

  private Object changeElement(
      ArrayAccessTree target, Variables variables, UnaryOperator<Object> change, Tree whole) {
    Object array = interpreter.evaluate(target.getExpression(), variables);
    Object index = interpreter.evaluate(target.getIndex(), variables);
    boolean isKnown =
        array instanceof Value.Cells cells
            && index instanceof Integer at
            && at >= 0
            && at < cells.elements().size();
    Object old =
        isKnown ? ((Value.Cells) array).elements().get((int) index) : Value.Unknown.HARMLESS;
    Object changed =
        array instanceof Value.Cells cells
            ? Typing.element(cells.component(), change.apply(old))
            : change.apply(old);
    if (Value.isTainted(changed)) {
      reading.escape(interpreter.place(variables, whole), "the Op is stored in an array");
    }
    if (!isKnown) {
      reading.containers().spoil(array);
    } else if (reading.containers().change(array, reading.level())) {
      ((Value.Cells) array).elements().set((int) index, changed);
    }
    return changed;
  }

  private Object changeField(
      ExpressionTree target, Variables variables, UnaryOperator<Object> change, Tree whole) {
    Object changed = change.apply(Value.Unknown.HARMLESS);
    Optional<VariableElement> field = ownField(target, variables);
    if (field.isPresent() && variables.code().self() instanceof Value.Instance self) {
      boolean isFinal = field.get().getModifiers().contains(Modifier.FINAL);
      if (isFinal && reading.level() <= reading.containers().level(self)) {
        Object held = typing.converted(changed, field.get().asType());
        self.fields().put(Fields.key(field.get()), held);
        return held;
      }
    }
    if (Value.isTainted(changed)) {
      reading.escape(interpreter.place(variables, whole), "the Op is stored in a field");
    }
    return changed;
  }

  /** Returns the field of {@code x} or {@code this.x}. */
  private Optional<VariableElement> ownField(ExpressionTree target, Variables variables) {
    if (target instanceof IdentifierTree identifier) {
      return interpreter.names().field(identifier.getName().toString(), variables.code());
    }
    return target instanceof MemberSelectTree select
            && select.getExpression() instanceof IdentifierTree owner
            && owner.getName().contentEquals("this")
        ? interpreter.members().field(variables.code().type(), select.getIdentifier().toString())
        : Optional.empty();
  }
}
