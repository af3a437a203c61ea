package dev.retort.processor.written;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.retort.RegisteredRevision;
import dev.retort.RevisionRegistry;
import dev.retort.annotation.Registered;
import dev.retort.processor.written.Registry.Entry;
import dev.retort.processor.written.Registry.NamedClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;

/** Writes the text of a registry. */
public final class RegistryWriter {
  private static final String PROCESSOR = "dev.retort.processor.RevisionProcessor";
  private static final ClassName GENERATED =
      ClassName.get("javax.annotation.processing", "Generated");
  private static final ParameterizedTypeName REVISIONS =
      ParameterizedTypeName.get(List.class, RegisteredRevision.class);

  private final Registry registry;
  private final List<List<Entry>> shards;

  /**
   * Makes a writer.
   *
   * @param registry what to write
   */
  public RegistryWriter(Registry registry) {
    this.registry = registry;
    this.shards = Shards.of(registry.entries());
  }

  /** Returns the file, which follows from these elements. */
  public JavaFile file(Collection<? extends Element> origins) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(registry.simpleName())
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addSuperinterface(RevisionRegistry.class)
            .addJavadoc("The revisions of this module and of those it includes, in order.\n")
            .addAnnotations(annotations())
            .addMethod(constructor())
            .addMethod(revisions());
    for (int number = 0; number < shards.size(); number++) {
      type.addType(new ShardWriter(shardName(number), shards.get(number)).type());
    }
    origins.forEach(type::addOriginatingElement);
    return JavaFile.builder(registry.packageName(), type.build()).skipJavaLangImports(true).build();
  }

  private List<AnnotationSpec> annotations() {
    List<AnnotationSpec> annotations = new ArrayList<>();
    if (registry.hasGenerated()) {
      annotations.add(
          AnnotationSpec.builder(GENERATED).addMember("value", "$S", PROCESSOR).build());
    }
    annotations.add(registered());
    if (!registry.suppressed().isEmpty()) {
      AnnotationSpec.Builder suppressed = AnnotationSpec.builder(SuppressWarnings.class);
      registry.suppressed().forEach(warning -> suppressed.addMember("value", "$S", warning));
      annotations.add(suppressed.build());
    }
    return annotations;
  }

  private AnnotationSpec registered() {
    AnnotationSpec.Builder registered = AnnotationSpec.builder(Registered.class);
    registry.entries().forEach(entry -> addLiteral(registered, "value", entry.type()));
    registry.included().forEach(one -> addLiteral(registered, "include", one));
    if (registry.entries().isEmpty()) {
      registered.addMember("value", "{}");
    }
    return registered.build();
  }

  private static void addLiteral(AnnotationSpec.Builder annotation, String member, NamedClass one) {
    annotation.addMember(member, "$T.class", className(one));
  }

  private static MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("Makes the registry.\n")
        .build();
  }

  private MethodSpec revisions() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("revisions")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(REVISIONS)
            .addStatement(
                "$T all = new $T<>($L)", REVISIONS, ArrayList.class, registry.entries().size());
    if (registry.included().size() > 1) {
      addIncludedOnce(method);
    } else {
      registry
          .included()
          .forEach(one -> method.addStatement("all.addAll($L.revisions())", make(one)));
    }
    for (int number = 0; number < shards.size(); number++) {
      method.addStatement("$L.addTo(all)", shardName(number));
    }
    return method.addStatement("return $T.copyOf(all)", List.class).build();
  }

  /** Two registries may include the same third one, whose revisions are wanted once. */
  private void addIncludedOnce(MethodSpec.Builder method) {
    method
        .addStatement(
            "$T ids = new $T<>()",
            ParameterizedTypeName.get(Set.class, String.class),
            HashSet.class)
        .beginControlFlow(
            "for ($T included : new $T[] {$L})",
            RevisionRegistry.class,
            RevisionRegistry.class,
            registry.included().stream().map(RegistryWriter::make).collect(CodeBlock.joining(", ")))
        .beginControlFlow("for ($T revision : included.revisions())", RegisteredRevision.class)
        .beginControlFlow("if (ids.add(revision.id()))")
        .addStatement("all.add(revision)")
        .endControlFlow()
        .endControlFlow()
        .endControlFlow();
  }

  private static String shardName(int number) {
    return "Shard" + number;
  }

  /** Returns the expression that makes an object of a class. */
  static CodeBlock make(NamedClass type) {
    return CodeBlock.of(type.isGeneric() ? "new $T<>()" : "new $T()", className(type));
  }

  private static ClassName className(NamedClass type) {
    String[] names = type.localName().split("\\.", -1);
    return ClassName.get(type.packageName(), names[0], Arrays.copyOfRange(names, 1, names.length));
  }
}
