package dev.retort.processor.body;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** The trees of what is compiled. */
final class Sources {
  private final Trees trees;
  private final Map<TypeElement, Optional<TreePath>> paths = new HashMap<>();

  Sources(Trees trees) {
    this.trees = trees;
  }

  /** Returns the file of a class, when that is compiled from a source whose bodies are there. */
  Optional<CompilationUnitTree> unit(TypeElement type) {
    return path(type).map(TreePath::getCompilationUnit);
  }

  Optional<ClassTree> classTree(TypeElement type) {
    return path(type).map(path -> (ClassTree) path.getLeaf());
  }

  private Optional<TreePath> path(TypeElement type) {
    return paths.computeIfAbsent(
        type, each -> isStub(each) ? Optional.empty() : Optional.ofNullable(trees.getPath(each)));
  }

  /** Returns the declaration of a class, also when its bodies are not there. */
  Optional<ClassTree> anyClassTree(TypeElement type) {
    return Optional.ofNullable(trees.getTree(type));
  }

  /** Returns the file of a class, also when its bodies are not there. */
  Optional<CompilationUnitTree> anyUnit(TypeElement type) {
    return Optional.ofNullable(trees.getPath(type)).map(TreePath::getCompilationUnit);
  }

  /** Returns the declaration of a member of a class. */
  <T extends Tree> Optional<T> member(Element member, Class<T> kind) {
    if (!(member.getEnclosingElement() instanceof TypeElement owner) || unit(owner).isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(trees.getTree(member)).filter(kind::isInstance).map(kind::cast);
  }

  TreePlace place(CompilationUnitTree unit, Tree tree) {
    return new TreePlace(trees, unit, tree);
  }

  TreePlace place(Variables variables, Tree tree) {
    return place(variables.code().unit(), tree);
  }

  /** The stubs of kapt and of Groovy are Java whose bodies are empty. */
  static boolean isStub(TypeElement type) {
    Stream<String> annotations =
        type.getAnnotationMirrors().stream()
            .map(AnnotationMirror::getAnnotationType)
            .map(TypeMirror::toString);
    Stream<String> interfaces = type.getInterfaces().stream().map(TypeMirror::toString);
    return Stream.concat(annotations, interfaces)
        .anyMatch(name -> name.equals("kotlin.Metadata") || name.startsWith("groovy."));
  }
}
