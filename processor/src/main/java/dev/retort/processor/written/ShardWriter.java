package dev.retort.processor.written;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.retort.RegisteredRevision;
import dev.retort.op.Migration;
import dev.retort.processor.written.Registry.Entry;
import java.util.List;
import java.util.function.Supplier;
import javax.lang.model.element.Modifier;

/**
 * Writes a class that registers some revisions and, by its objects, makes each migration when it is
 * asked for. No lambda, since the first one of a process costs more than all of this.
 */
final class ShardWriter {
  private static final ParameterizedTypeName MAKER =
      ParameterizedTypeName.get(Supplier.class, Migration.class);
  private static final ParameterizedTypeName REVISIONS =
      ParameterizedTypeName.get(List.class, RegisteredRevision.class);

  private final String name;
  private final List<Entry> entries;

  ShardWriter(String name, List<Entry> entries) {
    this.name = name;
    this.entries = entries;
  }

  TypeSpec type() {
    return TypeSpec.classBuilder(name)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addSuperinterface(MAKER)
        .addField(TypeName.INT, "number", Modifier.PRIVATE, Modifier.FINAL)
        .addMethod(constructor())
        .addMethod(addTo())
        .addMethod(get())
        .build();
  }

  private static MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addParameter(TypeName.INT, "number")
        .addStatement("this.number = number")
        .build();
  }

  private MethodSpec addTo() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("addTo")
            .addModifiers(Modifier.STATIC)
            .addParameter(REVISIONS, "all");
    for (int number = 0; number < entries.size(); number++) {
      method.addStatement("all.add($L)", revision(number, entries.get(number)));
    }
    return method.build();
  }

  private CodeBlock revision(int number, Entry entry) {
    CodeBlock.Builder code =
        CodeBlock.builder()
            .add("$T.of($S, ", RegisteredRevision.class, entry.id())
            .add("$T.of($L), new $L($L))", List.class, strings(entry.down()), name, number);
    if (!entry.labels().isEmpty()) {
      code.add(".labels($L)", strings(entry.labels()));
    }
    if (!entry.dependsOn().isEmpty()) {
      code.add(".dependsOn($L)", strings(entry.dependsOn()));
    }
    if (!entry.message().isEmpty()) {
      code.add(".message($S)", entry.message());
    }
    if (!entry.irreversible().isEmpty()) {
      code.add(".irreversible($S)", entry.irreversible());
    }
    return code.build();
  }

  private static CodeBlock strings(List<String> texts) {
    return texts.stream().map(text -> CodeBlock.of("$S", text)).collect(CodeBlock.joining(", "));
  }

  private MethodSpec get() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("get")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .returns(Migration.class)
            .beginControlFlow("return switch (number)");
    for (int number = 0; number < entries.size(); number++) {
      method.addStatement("case $L -> $L", number, RegistryWriter.make(entries.get(number).type()));
    }
    return method
        .addStatement("default -> throw new $T(number)", AssertionError.class)
        .addCode("$<};\n")
        .build();
  }
}
