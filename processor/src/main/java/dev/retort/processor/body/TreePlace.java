package dev.retort.processor.body;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.Tree;
import com.sun.source.util.Trees;
import javax.tools.Diagnostic;

/** A tree of a compilation unit. */
record TreePlace(Trees trees, CompilationUnitTree unit, Tree tree) implements Place {
  @Override
  public void print(Diagnostic.Kind kind, String text) {
    trees.printMessage(kind, text, tree, unit);
  }

  @Override
  public String toString() {
    String path = unit.getSourceFile().getName().replace('\\', '/');
    String file = path.substring(path.lastIndexOf('/') + 1);
    long start = trees.getSourcePositions().getStartPosition(unit, tree);
    if (start < 0) {
      return file;
    }
    LineMap lines = unit.getLineMap();
    return file + ":" + lines.getLineNumber(start) + ":" + lines.getColumnNumber(start);
  }
}
