package dev.retort.processor;

import dev.retort.processor.declared.AnnotationReader;
import dev.retort.processor.declared.Finding;
import dev.retort.processor.declared.Spot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;

/** Prints findings where they are to be mended, as errors of the compiler. */
final class Printer {
  private final Messager messager;
  private final Elements elements;

  Printer(ProcessingEnvironment environment) {
    this.messager = environment.getMessager();
    this.elements = environment.getElementUtils();
  }

  void print(Finding finding) {
    Optional<Element> element = element(finding.spot().owner());
    if (element.isEmpty()) {
      messager.printMessage(Diagnostic.Kind.ERROR, finding.text());
      return;
    }
    print(finding, element.get());
  }

  private void print(Finding finding, Element element) {
    Optional<AnnotationMirror> annotation =
        finding
            .spot()
            .annotation()
            .flatMap(kind -> AnnotationReader.find(element, kind.className()));
    if (annotation.isEmpty()) {
      messager.printMessage(Diagnostic.Kind.ERROR, finding.text(), element);
      return;
    }
    Optional<AnnotationValue> value = value(annotation.get(), finding.spot());
    if (value.isEmpty()) {
      messager.printMessage(Diagnostic.Kind.ERROR, finding.text(), element, annotation.get());
    } else {
      messager.printMessage(
          Diagnostic.Kind.ERROR, finding.text(), element, annotation.get(), value.get());
    }
  }

  private Optional<Element> element(Spot.Owner owner) {
    return Optional.ofNullable(
        owner.isPackage()
            ? elements.getPackageElement(owner.name())
            : elements.getTypeElement(owner.name()));
  }

  private static Optional<AnnotationValue> value(AnnotationMirror annotation, Spot spot) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        annotation.getElementValues().entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(spot.member())) {
        return Optional.of(inner(entry.getValue(), spot.index()));
      }
    }
    return Optional.empty();
  }

  private static AnnotationValue inner(AnnotationValue value, int index) {
    return value.getValue() instanceof List<?> list
            && index < list.size()
            && list.get(index) instanceof AnnotationValue inner
        ? inner
        : value;
  }
}
