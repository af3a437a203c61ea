package dev.retort.processor.body;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import java.util.List;
import javax.lang.model.util.Types;

/** What the parts of the interpreter share while one body is read. */
final class Interpreter {
  private final World world;
  private final Reading reading;
  private final Expressions expressions;
  private final Statements statements;
  private final Calls calls;
  private final Fields fields;
  private final Taint taint;

  Interpreter(World world, Reading reading) {
    this.world = world;
    this.reading = reading;
    this.expressions = new Expressions(this);
    this.statements = new Statements(this);
    this.calls = new Calls(this);
    this.fields = new Fields(this);
    this.taint = new Taint(this);
  }

  /** What is compiled. */
  record World(Names names, Members members, Sources sources, Types types, Vocabulary vocabulary) {}

  Names names() {
    return world.names();
  }

  Members members() {
    return world.members();
  }

  Sources sources() {
    return world.sources();
  }

  Types types() {
    return world.types();
  }

  Vocabulary vocabulary() {
    return world.vocabulary();
  }

  Reading reading() {
    return reading;
  }

  Calls calls() {
    return calls;
  }

  Fields fields() {
    return fields;
  }

  Taint taint() {
    return taint;
  }

  Expressions expressions() {
    return expressions;
  }

  TreePlace place(Variables variables, Tree tree) {
    return sources().place(variables, tree);
  }

  TreePlace place(CompilationUnitTree unit, Tree tree) {
    return sources().place(unit, tree);
  }

  /** Returns the value of an expression. A name that is not clear makes it unknown. */
  Object evaluate(Tree tree, Variables variables) {
    reading.tick();
    try {
      return expressions.visit(tree, variables);
    } catch (Names.Unclear unclear) {
      return taint.unread(tree, variables, unclear.getMessage());
    }
  }

  List<Object> evaluateAll(List<? extends ExpressionTree> trees, Variables variables) {
    return trees.stream().map(each -> evaluate(each, variables)).toList();
  }

  Flow execute(StatementTree statement, Variables variables) {
    reading.tick();
    return statements.visit(statement, variables);
  }

  Flow executeAll(List<? extends StatementTree> all, Variables variables) {
    for (StatementTree each : all) {
      Flow flow = execute(each, variables);
      if (!flow.isOn()) {
        return flow;
      }
    }
    return Flow.ON;
  }
}
