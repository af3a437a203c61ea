package dev.retort.processor.body;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.retort.op.Op;
import dev.retort.schema.Ddl;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Name;

/** Whether an array that is a private constant may be changed by anyone. */
final class Mutations {
  private static final Set<String> READERS =
      Stream.concat(
              Stream.of("of", "join", "stream"),
              Stream.of(Op.class, Ddl.class)
                  .flatMap(type -> Stream.of(type.getMethods()).map(Method::getName)))
          .collect(Collectors.toSet());

  private Mutations() {}

  /** Says whether all uses of an array in its file only read it. */
  static boolean none(VariableTree array, CompilationUnitTree unit) {
    Set<String> declared = new HashSet<>();
    boolean[] changed = {false};
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree method, Void none) {
        declared.add(method.getName().toString());
        return super.visitMethod(method, null);
      }
    }.scan(new TreePath(unit), null);
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitIdentifier(IdentifierTree identifier, Void none) {
        check(identifier.getName());
        return super.visitIdentifier(identifier, null);
      }

      @Override
      public Void visitMemberSelect(MemberSelectTree select, Void none) {
        check(select.getIdentifier());
        return super.visitMemberSelect(select, null);
      }

      private void check(Name name) {
        if (name.equals(array.getName()) && !isRead(getCurrentPath(), declared)) {
          changed[0] = true;
        }
      }
    }.scan(new TreePath(unit), null);
    return !changed[0];
  }

  private static boolean isRead(TreePath use, Set<String> declared) {
    Tree parent = use.getParentPath().getLeaf();
    if (parent instanceof EnhancedForLoopTree loop) {
      return loop.getExpression() == use.getLeaf();
    } else if (parent instanceof MemberSelectTree select) {
      return select.getIdentifier().contentEquals("length")
          || select.getIdentifier().contentEquals("clone");
    } else if (parent instanceof ArrayAccessTree) {
      Tree around = use.getParentPath().getParentPath().getLeaf();
      return !(around instanceof UnaryTree)
          && !(around instanceof CompoundAssignmentTree)
          && !(around instanceof AssignmentTree assignment && assignment.getVariable() == parent);
    }
    return parent instanceof MethodInvocationTree call
        && READERS.contains(called(call))
        && !declared.contains(called(call));
  }

  private static String called(MethodInvocationTree call) {
    return call.getMethodSelect() instanceof MemberSelectTree select
        ? select.getIdentifier().toString()
        : call.getMethodSelect().toString();
  }
}
