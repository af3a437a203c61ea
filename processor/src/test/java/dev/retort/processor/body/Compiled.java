package dev.retort.processor.body;

import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources that are texts. */
final class Compiled {
  private Compiled() {}

  /**
   * Compiles, and returns every diagnostic as {@code First.java:2:7: text}.
   *
   * @param sources their texts, by their paths
   */
  static List<String> with(Processor processor, Map<String, String> sources, String... options) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((path, text) -> files.add(new Source(path, text)));
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    StringWriter output = new StringWriter();
    JavaCompiler.CompilationTask task =
        compiler.getTask(output, null, diagnostics, all, null, files);
    task.setProcessors(List.of(processor));
    task.call();
    List<String> texts =
        new ArrayList<>(diagnostics.getDiagnostics().stream().map(Compiled::text).toList());
    if (!output.toString().isEmpty()) {
      texts.add(output.toString());
    }
    return texts;
  }

  private static String text(Diagnostic<? extends JavaFileObject> one) {
    if (one.getSource() == null) {
      return one.getMessage(Locale.ROOT);
    }
    String path = one.getSource().getName();
    return "%s:%d:%d: %s"
        .formatted(
            path.substring(path.lastIndexOf('/') + 1),
            one.getLineNumber(),
            one.getColumnNumber(),
            one.getMessage(Locale.ROOT));
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String path, String text) {
      super(URI.create("string:///" + path), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
