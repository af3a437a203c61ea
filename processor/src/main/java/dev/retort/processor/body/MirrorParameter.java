package dev.retort.processor.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** The type of a parameter of a class that is being compiled. */
record MirrorParameter(Types types, TypeMirror type) implements Overloads.Parameter {

  static Overloads.Signature<ExecutableElement> signature(Types types, ExecutableElement method) {
    List<Overloads.Parameter> parameters = new ArrayList<>();
    for (VariableElement each : method.getParameters()) {
      parameters.add(new MirrorParameter(types, each.asType()));
    }
    return new Overloads.Signature<>(
        method,
        parameters,
        method.isVarArgs()
            ? Optional.of(new MirrorParameter(types, spread(method)))
            : Optional.empty());
  }

  static TypeMirror spread(ExecutableElement method) {
    List<? extends VariableElement> all = method.getParameters();
    return ((ArrayType) all.get(all.size() - 1).asType()).getComponentType();
  }

  @Override
  public boolean takes(Object value) {
    TypeKind kind = type.getKind();
    if (value instanceof Value.Unknown || kind == TypeKind.TYPEVAR || kind == TypeKind.ERROR) {
      return true;
    } else if (kind.isPrimitive()) {
      return Numbers.kind(value).filter(from -> Numbers.widens(from, kind)).isPresent();
    } else if (kind == TypeKind.ARRAY) {
      return value == Value.Constant.NULL
          || (value instanceof Value.Cells cells && isArrayOf(cells));
    }
    return Numbers.kind(value).isEmpty() && takesReference(value);
  }

  private boolean isArrayOf(Value.Cells cells) {
    TypeMirror component = ((ArrayType) type).getComponentType();
    if (component.getKind().isPrimitive() || cells.component().isPrimitive()) {
      return component.toString().equals(cells.component().getName());
    }
    return cells.elements().stream().allMatch(new MirrorParameter(types, component)::takesLoosely);
  }

  private boolean takesReference(Object value) {
    TypeElement wanted = (TypeElement) ((DeclaredType) types.erasure(type)).asElement();
    String name = wanted.getQualifiedName().toString();
    if (value == Value.Constant.NULL || name.equals("java.lang.Object")) {
      return true;
    } else if (value == Value.Constant.OP) {
      return name.equals("dev.retort.op.Op");
    } else if (value instanceof Value.Closure) {
      return wanted.getKind() == ElementKind.INTERFACE;
    } else if (value instanceof Value.Instance instance) {
      return types.isSubtype(types.erasure(instance.type().asType()), types.erasure(type));
    } else if (value instanceof Value) {
      return false;
    }
    return Known.named(name).filter(found -> found.isInstance(value)).isPresent();
  }

  @Override
  public boolean takesLoosely(Object value) {
    return takes(value)
        || (type.getKind() == TypeKind.DECLARED
            && Numbers.kind(value).isPresent()
            && takesReference(value));
  }

  @Override
  public boolean isWithin(Overloads.Parameter other) {
    return types.isSubtype(types.erasure(type), types.erasure(((MirrorParameter) other).type));
  }
}
