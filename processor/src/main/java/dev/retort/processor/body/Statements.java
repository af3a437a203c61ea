package dev.retort.processor.body;

import com.sun.source.tree.AssertTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.SimpleTreeVisitor;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.Optional;

/** Executes statements. */
final class Statements extends SimpleTreeVisitor<Flow, Variables> {
  private final Interpreter interpreter;
  private final Reading reading;
  private final Loops loops;

  Statements(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.reading = interpreter.reading();
    this.loops = new Loops(interpreter);
  }

  @Override
  protected Flow defaultAction(Tree tree, Variables variables) {
    interpreter
        .taint()
        .unread(tree, variables, "this kind of statement is not read: " + tree.getKind());
    return Flow.ON;
  }

  @Override
  public Flow visitEmptyStatement(EmptyStatementTree tree, Variables variables) {
    return Flow.ON;
  }

  @Override
  public Flow visitBlock(BlockTree tree, Variables variables) {
    return interpreter.executeAll(tree.getStatements(), variables.inner());
  }

  @Override
  public Flow visitVariable(VariableTree tree, Variables variables) {
    interpreter.expressions().assignments().declare(tree, variables);
    return Flow.ON;
  }

  @Override
  public Flow visitExpressionStatement(ExpressionStatementTree tree, Variables variables) {
    interpreter.evaluate(tree.getExpression(), variables);
    return Flow.ON;
  }

  /** A class that is local to a method is not read; its name means no other class any more. */
  @Override
  public Flow visitClass(ClassTree tree, Variables variables) {
    variables.declareType(tree.getSimpleName().toString());
    if (interpreter.taint().mentions(tree, variables)) {
      reading.escape(interpreter.place(variables, tree), "the Op is held by a local class");
    }
    interpreter.taint().forget(tree, variables);
    return Flow.ON;
  }

  /** Assertions are off unless someone turns them on. */
  @Override
  public Flow visitAssert(AssertTree tree, Variables variables) {
    reading.perhaps(
        () -> {
          interpreter.evaluate(tree.getCondition(), variables);
          return Flow.ON;
        });
    return Flow.ON;
  }

  @Override
  public Flow visitSynchronized(SynchronizedTree tree, Variables variables) {
    interpreter.evaluate(tree.getExpression(), variables);
    return interpreter.execute(tree.getBlock(), variables);
  }

  @Override
  public Flow visitIf(IfTree tree, Variables variables) {
    Variables inner = variables.inner();
    Object condition = interpreter.evaluate(tree.getCondition(), variables);
    Optional<StatementTree> otherwise = Optional.ofNullable(tree.getElseStatement());
    if (condition instanceof Boolean known) {
      if (known) {
        return interpreter.execute(tree.getThenStatement(), inner);
      }
      return otherwise.isPresent() ? interpreter.execute(otherwise.get(), inner) : Flow.ON;
    }
    boolean canBeTrue = reading.perhaps(() -> interpreter.execute(tree.getThenStatement(), inner));
    boolean canBeFalse =
        otherwise.isEmpty()
            || reading.perhaps(() -> interpreter.execute(otherwise.get(), variables.inner()));
    if (!canBeTrue && !canBeFalse) {
      throw new Signals.Thrown(interpreter.place(variables, tree));
    }
    return Flow.ON;
  }

  @Override
  public Flow visitSwitch(SwitchTree tree, Variables variables) {
    return new Switches(interpreter).statement(tree, variables);
  }

  @Override
  public Flow visitEnhancedForLoop(EnhancedForLoopTree tree, Variables variables) {
    return loops.each(tree, Optional.empty(), variables);
  }

  @Override
  public Flow visitForLoop(ForLoopTree tree, Variables variables) {
    return loops.counting(tree, Optional.empty(), variables);
  }

  @Override
  public Flow visitWhileLoop(WhileLoopTree tree, Variables variables) {
    return loops.during(tree, Optional.empty(), variables);
  }

  @Override
  public Flow visitDoWhileLoop(DoWhileLoopTree tree, Variables variables) {
    return loops.until(tree, Optional.empty(), variables);
  }

  @Override
  public Flow visitLabeledStatement(LabeledStatementTree tree, Variables variables) {
    String label = tree.getLabel().toString();
    Target target = new Target(Target.Kind.LABELLED, Optional.of(label));
    Flow flow = loops.labelled(tree.getStatement(), label, variables.inner(target));
    reading.left(target);
    return flow.leaves(target) ? Flow.ON : flow;
  }

  @Override
  public Flow visitBreak(BreakTree tree, Variables variables) {
    Optional<Target> target =
        variables.target(
            each ->
                tree.getLabel() == null
                    ? each.kind() == Target.Kind.LOOP || each.kind() == Target.Kind.SWITCH
                    : isNamed(each, tree.getLabel().toString()));
    return Flow.to(target.orElseThrow(), false, Value.Constant.NULL);
  }

  @Override
  public Flow visitContinue(ContinueTree tree, Variables variables) {
    Optional<Target> target =
        variables.target(
            each ->
                each.kind() == Target.Kind.LOOP
                    && (tree.getLabel() == null || isNamed(each, tree.getLabel().toString())));
    return Flow.to(target.orElseThrow(), true, Value.Constant.NULL);
  }

  private static boolean isNamed(Target target, String label) {
    return target.label().equals(Optional.of(label));
  }

  @Override
  public Flow visitReturn(ReturnTree tree, Variables variables) {
    Object value =
        tree.getExpression() == null
            ? Value.Constant.NULL
            : interpreter.evaluate(tree.getExpression(), variables);
    Target call = variables.target(each -> each.kind() == Target.Kind.CALL).orElseThrow();
    return Flow.to(call, false, value);
  }

  @Override
  public Flow visitYield(YieldTree tree, Variables variables) {
    Object value = interpreter.evaluate(tree.getValue(), variables);
    Target target =
        variables.target(each -> each.kind() == Target.Kind.SWITCH_EXPRESSION).orElseThrow();
    return Flow.to(target, false, value);
  }

  @Override
  public Flow visitThrow(ThrowTree tree, Variables variables) {
    interpreter.evaluate(tree.getExpression(), variables);
    throw new Signals.Thrown(interpreter.place(variables, tree));
  }

  @Override
  public Flow visitTry(TryTree tree, Variables variables) {
    Variables inner = variables.inner();
    tree.getResources().forEach(resource -> openResource(resource, inner));
    boolean isCaught = !tree.getCatches().stream().allMatch(each -> onlyThrows(each.getBlock()));
    Optional<Flow> left = Optional.empty();
    Optional<Signals.Thrown> thrown = Optional.empty();
    if (isCaught) {
      boolean canEnd = reading.perhaps(() -> interpreter.execute(tree.getBlock(), inner));
      for (CatchTree each : tree.getCatches()) {
        canEnd |= reading.perhaps(() -> handle(each, variables));
      }
      thrown =
          canEnd ? thrown : Optional.of(new Signals.Thrown(interpreter.place(variables, tree)));
    } else {
      try {
        left =
            Optional.of(interpreter.execute(tree.getBlock(), inner)).filter(flow -> !flow.isOn());
      } catch (Signals.Thrown signal) {
        thrown = Optional.of(signal);
      }
    }
    return finish(tree, variables, left, thrown);
  }

  private Flow finish(
      TryTree tree, Variables variables, Optional<Flow> left, Optional<Signals.Thrown> thrown) {
    if (tree.getFinallyBlock() != null) {
      Flow flow = interpreter.execute(tree.getFinallyBlock(), variables);
      if (!flow.isOn()) {
        return flow;
      }
    }
    if (thrown.isPresent()) {
      throw thrown.get();
    }
    return left.orElse(Flow.ON);
  }

  private void openResource(Tree resource, Variables variables) {
    if (resource instanceof VariableTree declared) {
      interpreter.expressions().assignments().declare(declared, variables);
    } else {
      interpreter.evaluate(resource, variables);
    }
  }

  private Flow handle(CatchTree tree, Variables variables) {
    Variables inner = variables.inner();
    interpreter
        .expressions()
        .assignments()
        .declare(tree.getParameter(), Value.Unknown.HARMLESS, inner);
    return interpreter.execute(tree.getBlock(), inner);
  }

  /** Says whether a block ends with a throw and cannot be left before it by a jump. */
  private static boolean onlyThrows(BlockTree block) {
    List<? extends StatementTree> statements = block.getStatements();
    boolean[] jumps = {false};
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitReturn(ReturnTree tree, Void none) {
        jumps[0] = true;
        return null;
      }

      @Override
      public Void visitBreak(BreakTree tree, Void none) {
        jumps[0] = true;
        return null;
      }

      @Override
      public Void visitContinue(ContinueTree tree, Void none) {
        jumps[0] = true;
        return null;
      }

      @Override
      public Void visitYield(YieldTree tree, Void none) {
        jumps[0] = true;
        return null;
      }
    }.scan(block, null);
    return !jumps[0]
        && !statements.isEmpty()
        && statements.get(statements.size() - 1) instanceof ThrowTree;
  }
}
