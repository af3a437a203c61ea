package dev.retort.processor.body;

import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.WhileLoopTree;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Executes loops, turn by turn as long as it is known that there is a turn.
 *
 * <p>When it is not, one more turn is read as what is perhaps done, and once more: the first time
 * shows what a turn changes, so that the second finds that unknown.
 */
final class Loops {
  private final Interpreter interpreter;
  private final Reading reading;

  Loops(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.reading = interpreter.reading();
  }

  /** Executes what follows a label, which a loop takes for its own. */
  Flow labelled(StatementTree statement, String label, Variables variables) {
    Optional<String> own = Optional.of(label);
    if (statement instanceof EnhancedForLoopTree tree) {
      return each(tree, own, variables);
    } else if (statement instanceof ForLoopTree tree) {
      return counting(tree, own, variables);
    } else if (statement instanceof WhileLoopTree tree) {
      return during(tree, own, variables);
    } else if (statement instanceof DoWhileLoopTree tree) {
      return until(tree, own, variables);
    }
    return interpreter.execute(statement, variables);
  }

  Flow each(EnhancedForLoopTree tree, Optional<String> label, Variables variables) {
    Object source = interpreter.evaluate(tree.getExpression(), variables);
    Target loop = new Target(Target.Kind.LOOP, label);
    Optional<List<Object>> elements = new Iterables(reading).elements(source);
    if (elements.isEmpty()) {
      Object element =
          source == Value.Unknown.PLAIN ? source : Value.Unknown.of(Value.isTainted(source));
      return perhapsTurns(loop, () -> turn(tree, element, variables.inner(loop)), tree, variables);
    }
    for (Object element : elements.get()) {
      Flow flow = turn(tree, element, variables.inner(loop));
      reading.turned(loop);
      if (!goesOn(flow, loop)) {
        return end(flow, loop);
      }
    }
    return end(Flow.ON, loop);
  }

  private Flow turn(EnhancedForLoopTree tree, Object element, Variables variables) {
    interpreter.expressions().assignments().declare(tree.getVariable(), element, variables);
    return interpreter.execute(tree.getStatement(), variables);
  }

  Flow counting(ForLoopTree tree, Optional<String> label, Variables variables) {
    Target loop = new Target(Target.Kind.LOOP, label);
    Variables inner = variables.inner(loop);
    interpreter.executeAll(tree.getInitializer(), inner);
    return turns(
        loop,
        tree,
        inner,
        Optional.ofNullable(tree.getCondition()),
        () -> {
          Flow flow = interpreter.execute(tree.getStatement(), inner.inner());
          reading.turned(loop);
          if (goesOn(flow, loop)) {
            interpreter.executeAll(tree.getUpdate(), inner);
          }
          return flow;
        });
  }

  Flow during(WhileLoopTree tree, Optional<String> label, Variables variables) {
    Target loop = new Target(Target.Kind.LOOP, label);
    Variables inner = variables.inner(loop);
    return turns(
        loop,
        tree,
        inner,
        Optional.of(tree.getCondition()),
        () -> interpreter.execute(tree.getStatement(), inner.inner()));
  }

  Flow until(DoWhileLoopTree tree, Optional<String> label, Variables variables) {
    Target loop = new Target(Target.Kind.LOOP, label);
    Variables inner = variables.inner(loop);
    Supplier<Flow> body = () -> interpreter.execute(tree.getStatement(), inner.inner());
    Flow first = body.get();
    reading.turned(loop);
    return goesOn(first, loop)
        ? turns(loop, tree, inner, Optional.of(tree.getCondition()), body)
        : end(first, loop);
  }

  private Flow turns(
      Target loop,
      StatementTree whole,
      Variables variables,
      Optional<? extends ExpressionTree> condition,
      Supplier<Flow> body) {
    int level = reading.level();
    for (int turn = 0; turn < Reading.MOST_TURNS; turn++) {
      Object holds = condition.isEmpty() ? true : interpreter.evaluate(condition.get(), variables);
      boolean isKnown = holds instanceof Boolean && reading.level() == level;
      if (holds instanceof Boolean known && !known) {
        return end(Flow.ON, loop);
      } else if (!isKnown) {
        return perhapsTurns(
            loop,
            () -> {
              Flow flow = body.get();
              condition.ifPresent(each -> interpreter.evaluate(each, variables));
              return flow;
            },
            whole,
            variables);
      }
      Flow flow = body.get();
      reading.turned(loop);
      if (!goesOn(flow, loop)) {
        return end(flow, loop);
      }
    }
    throw new Signals.Exhausted("more than " + Reading.MOST_TURNS + " turns of a loop");
  }

  private Flow perhapsTurns(
      Target loop, Supplier<Flow> turn, StatementTree whole, Variables variables) {
    for (int time = 0; time < 2; time++) {
      Taint.forgetAssigned(whole, variables);
      reading.perhaps(turn);
      reading.turned(loop);
    }
    return end(Flow.ON, loop);
  }

  private static boolean goesOn(Flow flow, Target loop) {
    return flow.isOn() || (flow.leaves(loop) && flow.exit().orElseThrow().again());
  }

  private Flow end(Flow flow, Target loop) {
    reading.left(loop);
    return flow.leaves(loop) ? Flow.ON : flow;
  }
}
