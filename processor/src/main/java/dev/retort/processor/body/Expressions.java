package dev.retort.processor.body;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.SimpleTreeVisitor;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;

/** Evaluates expressions. */
final class Expressions extends SimpleTreeVisitor<Object, Variables> {
  private final Interpreter interpreter;
  private final Reading reading;
  private final Assignments assignments;
  private final Typing typing;

  Expressions(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.reading = interpreter.reading();
    this.typing = new Typing(interpreter);
    this.assignments = new Assignments(interpreter, typing);
  }

  Typing typing() {
    return typing;
  }

  Assignments assignments() {
    return assignments;
  }

  @Override
  protected Object defaultAction(Tree tree, Variables variables) {
    return interpreter
        .taint()
        .unread(tree, variables, "this kind of expression is not read: " + tree.getKind());
  }

  @Override
  public Object visitLiteral(LiteralTree literal, Variables variables) {
    if (literal.getKind() == Tree.Kind.NULL_LITERAL) {
      return Value.Constant.NULL;
    }
    return literal.getValue() instanceof String text
        ? reading.origins().text(text, interpreter.place(variables, literal))
        : literal.getValue();
  }

  @Override
  public Object visitParenthesized(ParenthesizedTree tree, Variables variables) {
    return interpreter.evaluate(tree.getExpression(), variables);
  }

  @Override
  public Object visitIdentifier(IdentifierTree tree, Variables variables) {
    String name = tree.getName().toString();
    if (name.equals("this") || name.equals("super")) {
      return variables.code().self();
    }
    Optional<Object> local = variables.find(name).map(Variables.Variable::value);
    if (local.isPresent()) {
      return local.get();
    }
    Optional<VariableElement> field = interpreter.names().field(name, variables.code());
    if (field.isEmpty()) {
      return Value.Unknown.HARMLESS;
    }
    return interpreter
        .fields()
        .read(field.get(), variables.code().self(), interpreter.place(variables, tree));
  }

  /** Returns the value of an expression, or the class that it names. */
  Object receiver(ExpressionTree tree, Variables variables) {
    ExpressionTree head = tree;
    while (head instanceof MemberSelectTree select) {
      head = select.getExpression();
    }
    if (head instanceof IdentifierTree identifier && isNoVariable(identifier, variables)) {
      Optional<TypeElement> type = interpreter.names().type(tree, variables);
      if (type.isPresent()) {
        return type.get();
      }
    }
    return interpreter.evaluate(tree, variables);
  }

  private boolean isNoVariable(IdentifierTree identifier, Variables variables) {
    String name = identifier.getName().toString();
    return !name.equals("this")
        && !name.equals("super")
        && variables.find(name).isEmpty()
        && interpreter.names().field(name, variables.code()).isEmpty();
  }

  @Override
  public Object visitMemberSelect(MemberSelectTree tree, Variables variables) {
    String name = tree.getIdentifier().toString();
    if (name.equals("class")) {
      return typing.classValue(tree.getExpression(), variables);
    } else if (name.equals("this")) {
      return Value.Unknown.of(Value.isTainted(variables.code().self()));
    }
    Object holder = receiver(tree.getExpression(), variables);
    TreePlace place = interpreter.place(variables, tree);
    if (holder instanceof TypeElement type) {
      return interpreter
          .members()
          .field(type, name)
          .map(field -> interpreter.fields().read(field, Value.Constant.NULL, place))
          .orElse(Value.Unknown.HARMLESS);
    } else if (holder instanceof Value.Cells cells && name.equals("length")) {
      return cells.elements().size();
    } else if (holder instanceof Value.Instance instance) {
      return interpreter
          .members()
          .field(instance.type(), name)
          .map(field -> interpreter.fields().read(field, instance, place))
          .orElse(Value.Unknown.of(Value.isTainted(holder)));
    }
    return Value.Unknown.of(Value.isTainted(holder));
  }

  @Override
  public Object visitUnary(UnaryTree tree, Variables variables) {
    return switch (tree.getKind()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
          assignments.step(tree, variables);
      default ->
          Numbers.unary(tree.getKind(), interpreter.evaluate(tree.getExpression(), variables));
    };
  }

  @Override
  public Object visitBinary(BinaryTree tree, Variables variables) {
    Object left = interpreter.evaluate(tree.getLeftOperand(), variables);
    boolean isAnd = tree.getKind() == Tree.Kind.CONDITIONAL_AND;
    if (isAnd || tree.getKind() == Tree.Kind.CONDITIONAL_OR) {
      return shortCut(left, !isAnd, tree, variables);
    }
    Object right = interpreter.evaluate(tree.getRightOperand(), variables);
    return typing.binary(tree.getKind(), left, right, interpreter.place(variables, tree));
  }

  private Object shortCut(Object left, boolean decisive, BinaryTree tree, Variables variables) {
    if (left instanceof Boolean known) {
      return known == decisive ? known : interpreter.evaluate(tree.getRightOperand(), variables);
    }
    Object[] right = {Value.Unknown.HARMLESS};
    reading.perhaps(
        () -> {
          right[0] = interpreter.evaluate(tree.getRightOperand(), variables);
          return Flow.ON;
        });
    return right[0] instanceof Boolean known && known == decisive ? known : Value.Unknown.HARMLESS;
  }

  @Override
  public Object visitConditionalExpression(ConditionalExpressionTree tree, Variables variables) {
    Object condition = interpreter.evaluate(tree.getCondition(), variables);
    if (condition instanceof Boolean known) {
      ExpressionTree taken = known ? tree.getTrueExpression() : tree.getFalseExpression();
      ExpressionTree other = known ? tree.getFalseExpression() : tree.getTrueExpression();
      return typing.oneOf(interpreter.evaluate(taken, variables), taken, other);
    }
    Object[] values = {Value.Unknown.HARMLESS, Value.Unknown.HARMLESS};
    boolean canBeTrue =
        reading.perhaps(
            () -> {
              values[0] = interpreter.evaluate(tree.getTrueExpression(), variables);
              return Flow.ON;
            });
    boolean canBeFalse =
        reading.perhaps(
            () -> {
              values[1] = interpreter.evaluate(tree.getFalseExpression(), variables);
              return Flow.ON;
            });
    if (!canBeTrue && !canBeFalse) {
      throw new Signals.Thrown(interpreter.place(variables, tree));
    }
    return Value.Unknown.of(Value.isTainted(values[0]) || Value.isTainted(values[1]));
  }

  @Override
  public Object visitAssignment(AssignmentTree tree, Variables variables) {
    return assignments.assign(tree, variables);
  }

  @Override
  public Object visitCompoundAssignment(CompoundAssignmentTree tree, Variables variables) {
    return assignments.compound(tree, variables);
  }

  @Override
  public Object visitArrayAccess(ArrayAccessTree tree, Variables variables) {
    Object array = interpreter.evaluate(tree.getExpression(), variables);
    Object index = interpreter.evaluate(tree.getIndex(), variables);
    if (array instanceof Value.Cells cells
        && !reading.containers().isSpoilt(cells)
        && Numbers.to(TypeKind.INT, index) instanceof Integer at
        && at >= 0
        && at < cells.elements().size()) {
      return cells.elements().get(at);
    }
    return Value.Unknown.of(Value.isTainted(array));
  }

  @Override
  public Object visitTypeCast(TypeCastTree tree, Variables variables) {
    Object value = interpreter.evaluate(tree.getExpression(), variables);
    return typing.converted(value, tree.getType(), variables);
  }

  @Override
  public Object visitInstanceOf(InstanceOfTree tree, Variables variables) {
    Object value = interpreter.evaluate(tree.getExpression(), variables);
    if (tree.getPattern() instanceof BindingPatternTree binding) {
      // The test is not decided, and the variable is seen only where it has succeeded.
      variables.declare(
          binding.getVariable().getName().toString(),
          new Variables.Variable(Optional.empty(), reading.level(), value));
    } else if (tree.getPattern() != null) {
      return defaultAction(tree, variables);
    }
    return Value.Unknown.HARMLESS;
  }

  @Override
  public Object visitNewArray(NewArrayTree tree, Variables variables) {
    return typing.newArray(tree, variables);
  }

  @Override
  public Object visitLambdaExpression(LambdaExpressionTree tree, Variables variables) {
    return interpreter.calls().closures().lambda(tree, variables);
  }

  @Override
  public Object visitMemberReference(MemberReferenceTree tree, Variables variables) {
    return interpreter.calls().closures().reference(tree, variables);
  }

  @Override
  public Object visitMethodInvocation(MethodInvocationTree tree, Variables variables) {
    return interpreter.calls().invoke(tree, variables);
  }

  @Override
  public Object visitNewClass(NewClassTree tree, Variables variables) {
    return interpreter.calls().make(tree, variables);
  }

  @Override
  public Object visitSwitchExpression(SwitchExpressionTree tree, Variables variables) {
    return new Switches(interpreter).expression(tree, variables);
  }
}
