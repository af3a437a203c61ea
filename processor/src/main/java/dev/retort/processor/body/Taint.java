package dev.retort.processor.body;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks at trees that are not evaluated for what they may do all the same. */
final class Taint {
  private static final Set<Tree.Kind> STEPS =
      Set.of(
          Tree.Kind.PREFIX_INCREMENT,
          Tree.Kind.PREFIX_DECREMENT,
          Tree.Kind.POSTFIX_INCREMENT,
          Tree.Kind.POSTFIX_DECREMENT);

  private final Interpreter interpreter;

  Taint(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** Says whether a tree may use the {@code Op}, which a variable holds or {@code this}. */
  boolean mentions(Tree tree, Variables variables) {
    return mentioned(tree, variables).stream().anyMatch(Value::isTainted);
  }

  /** Returns the values that a tree can get at: of variables, and {@code this}. */
  List<Object> mentioned(Tree tree, Variables variables) {
    List<Object> values = new ArrayList<>(List.of(variables.code().self()));
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitIdentifier(IdentifierTree identifier, Void none) {
        variables
            .find(identifier.getName().toString())
            .map(Variables.Variable::value)
            .ifPresent(values::add);
        return null;
      }
    }.scan(tree, null);
    return values;
  }

  /** Says whether a tree calls anything. */
  private static boolean calls(Tree tree) {
    boolean[] found = {false};
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
        found[0] = true;
        return null;
      }

      @Override
      public Void visitNewClass(NewClassTree call, Void none) {
        found[0] = true;
        return null;
      }
    }.scan(tree, null);
    return found[0];
  }

  /** Leaves a tree unread: what it mentions is out of sight, what it assigns is forgotten. */
  Value.Unknown unread(Tree tree, Variables variables, String reason) {
    TreePlace place = interpreter.place(variables, tree);
    boolean tainted = mentions(tree, variables);
    forget(tree, variables);
    Reading reading = interpreter.reading();
    if (tainted) {
      reading.escape(place, reason);
    } else if (reading.isOutOfSight() && calls(tree)) {
      reading.unreadable(new Scope.OfEverything(), place, reason);
    } else {
      reading.unread(place, reason);
    }
    return Value.Unknown.of(tainted);
  }

  /** Forgets the variables that a tree assigns, and spoils the containers that it mentions. */
  void forget(Tree tree, Variables variables) {
    forgetAssigned(tree, variables);
    mentioned(tree, variables).forEach(interpreter.reading().containers()::spoil);
  }

  /** Forgets the variables that a tree assigns. */
  static void forgetAssigned(Tree tree, Variables variables) {
    for (String name : assigned(tree)) {
      variables.find(name).ifPresent(Variables.Variable::forget);
    }
  }

  private static Set<String> assigned(Tree tree) {
    Set<String> names = new HashSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitAssignment(AssignmentTree assignment, Void none) {
        note(assignment.getVariable());
        return super.visitAssignment(assignment, null);
      }

      @Override
      public Void visitCompoundAssignment(CompoundAssignmentTree assignment, Void none) {
        note(assignment.getVariable());
        return super.visitCompoundAssignment(assignment, null);
      }

      @Override
      public Void visitUnary(UnaryTree unary, Void none) {
        if (STEPS.contains(unary.getKind())) {
          note(unary.getExpression());
        }
        return super.visitUnary(unary, null);
      }

      private void note(ExpressionTree target) {
        if (target instanceof IdentifierTree identifier) {
          names.add(identifier.getName().toString());
        }
      }
    }.scan(tree, null);
    return names;
  }
}
