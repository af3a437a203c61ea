package dev.retort.processor.body;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.YieldTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.lang.model.type.TypeKind;

/** Executes switches, as statements and as expressions. */
final class Switches {
  private final Interpreter interpreter;
  private final Reading reading;

  Switches(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.reading = interpreter.reading();
  }

  Flow statement(SwitchTree tree, Variables variables) {
    Object selector = interpreter.evaluate(tree.getExpression(), variables);
    Target target = new Target(Target.Kind.SWITCH, Optional.empty());
    Flow flow = run(selector, tree.getCases(), variables.inner(target), target);
    reading.left(target);
    return flow.leaves(target) ? Flow.ON : flow;
  }

  Object expression(SwitchExpressionTree tree, Variables variables) {
    Object selector = interpreter.evaluate(tree.getExpression(), variables);
    Target target = new Target(Target.Kind.SWITCH_EXPRESSION, Optional.empty());
    Flow flow = run(selector, tree.getCases(), variables.inner(target), target);
    reading.left(target);
    boolean isPerhaps = !target.values().isEmpty();
    if (!flow.leaves(target) || isPerhaps || Numbers.isNumeric(flow.value())) {
      boolean tainted =
          Value.isTainted(flow.value()) || target.values().stream().anyMatch(Value::isTainted);
      return isPlainNumber(tree, flow, isPerhaps) ? flow.value() : Value.Unknown.of(tainted);
    }
    return flow.value();
  }

  /** A number has the type of all results together, so all must be literals of one type. */
  private static boolean isPlainNumber(SwitchExpressionTree tree, Flow flow, boolean isPerhaps) {
    if (isPerhaps || !Numbers.isNumeric(flow.value())) {
      return false;
    }
    List<Tree.Kind> kinds = new ArrayList<>();
    for (CaseTree each : tree.getCases()) {
      kinds.add(each.getBody() == null ? each.getKind() : literal(each.getBody()));
    }
    return kinds.stream().distinct().count() == 1
        && (kinds.get(0) == Tree.Kind.INT_LITERAL || kinds.get(0) == Tree.Kind.LONG_LITERAL);
  }

  private static Tree.Kind literal(Tree body) {
    return body instanceof YieldTree yielded
        ? yielded.getValue().getKind()
        : body instanceof ExpressionStatementTree statement
            ? statement.getExpression().getKind()
            : body.getKind();
  }

  private Flow run(
      Object selector, List<? extends CaseTree> cases, Variables variables, Target target) {
    OptionalInt found = OptionalInt.of(-1);
    for (int at = 0; at < cases.size() && found.isPresent() && found.getAsInt() < 0; at++) {
      found = matches(selector, cases.get(at), variables, at);
    }
    if (found.isEmpty()) {
      return runAny(cases, variables, target);
    }
    int start = found.getAsInt();
    for (int at = 0; at < cases.size() && start < 0; at++) {
      start = isDefault(cases.get(at)) ? at : -1;
    }
    return start < 0 ? Flow.ON : runFrom(start, cases, variables, target);
  }

  private Flow runFrom(
      int start, List<? extends CaseTree> cases, Variables variables, Target target) {
    for (CaseTree each : cases.subList(start, cases.size())) {
      Flow flow = runCase(each, variables, target);
      if (!flow.isOn() || each.getCaseKind() == CaseTree.CaseKind.RULE) {
        return flow;
      }
    }
    return Flow.ON;
  }

  private Flow runCase(CaseTree tree, Variables variables, Target target) {
    if (tree.getCaseKind() == CaseTree.CaseKind.STATEMENT) {
      return interpreter.executeAll(tree.getStatements(), variables);
    } else if (tree.getBody() instanceof StatementTree statement) {
      return interpreter.execute(statement, variables.inner());
    }
    Object value = interpreter.evaluate(tree.getBody(), variables);
    return target.kind() == Target.Kind.SWITCH_EXPRESSION ? Flow.to(target, false, value) : Flow.ON;
  }

  private Flow runAny(List<? extends CaseTree> cases, Variables variables, Target target) {
    boolean canEnd = cases.stream().noneMatch(Switches::isDefault);
    for (int at = 0; at < cases.size(); at++) {
      int start = at;
      canEnd |= reading.perhaps(() -> runFrom(start, cases, variables.inner(), target));
    }
    if (!canEnd && target.kind() == Target.Kind.SWITCH) {
      throw new Signals.Thrown(interpreter.place(variables, cases.get(0)));
    }
    return Flow.ON;
  }

  /** Returns the index of a case that matches, -1 for one that does not, nothing if unknown. */
  private OptionalInt matches(Object selector, CaseTree tree, Variables variables, int at) {
    boolean isConstant =
        selector instanceof String
            || selector instanceof Enum<?>
            || Numbers.isNumeric(selector)
            || (selector instanceof Value.Instance instance && instance.constant().isPresent());
    if (!isConstant || (tree.getExpressions().isEmpty() && !isDefault(tree))) {
      return OptionalInt.empty();
    }
    for (ExpressionTree label : tree.getExpressions()) {
      Optional<Boolean> same = isSame(selector, label, variables);
      if (same.isEmpty()) {
        return OptionalInt.empty();
      } else if (same.get()) {
        return OptionalInt.of(at);
      }
    }
    return OptionalInt.of(-1);
  }

  private Optional<Boolean> isSame(Object selector, ExpressionTree label, Variables variables) {
    boolean isName = label instanceof IdentifierTree;
    if (isName && selector instanceof Enum<?> constant) {
      return Optional.of(label.toString().equals(constant.name()));
    } else if (isName && selector instanceof Value.Instance instance) {
      return Optional.of(label.toString().equals(instance.constant().orElseThrow()));
    }
    Object value = interpreter.evaluate(label, variables);
    if (selector instanceof String && value instanceof String) {
      return Optional.of(selector.equals(value));
    } else if (Numbers.isNumeric(selector) && Numbers.isNumeric(value)) {
      return Optional.of(
          Numbers.to(TypeKind.LONG, selector).equals(Numbers.to(TypeKind.LONG, value)));
    }
    return Optional.empty();
  }

  /**
   * Says whether this is {@code default}. The labels of patterns are not shown as expressions
   * either, and the methods that tell are newer than Java 17.
   */
  private static boolean isDefault(CaseTree tree) {
    return tree.getExpressions().isEmpty() && tree.toString().strip().startsWith("default");
  }
}
