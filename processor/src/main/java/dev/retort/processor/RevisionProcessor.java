package dev.retort.processor;

import com.google.auto.service.AutoService;
import dev.retort.processor.declared.Spot.Annotation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Checks the revisions of a compilation and writes their registry.
 *
 * <p>It claims no annotation, so that other processors see them too, and no failure of its own gets
 * out of it: that is one error, which says so.
 */
@AutoService(Processor.class)
public final class RevisionProcessor extends AbstractProcessor {
  private final Rounds rounds;
  private boolean failed;

  /** Makes the processor, as javac does. */
  public RevisionProcessor() {
    this(new Compilation());
  }

  RevisionProcessor(Rounds rounds) {
    this.rounds = rounds;
  }

  /** What is done in each round of a compilation. */
  @FunctionalInterface
  interface Rounds {
    void round(ProcessingEnvironment environment, RoundEnvironment round);
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Annotation.REVISION.className(), Annotation.MIGRATION_SET.className());
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.of(Compilation.REHEARSAL);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (!failed) {
      try {
        rounds.round(processingEnv, round);
      } catch (RuntimeException | StackOverflowError | LinkageError failure) {
        failed = true;
        report(failure);
      }
    }
    return false;
  }

  private void report(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    processingEnv
        .getMessager()
        .printMessage(
            Diagnostic.Kind.ERROR,
            "[ProcessorFailure] Retort failed while it checked the revisions. This is a mistake in"
                + " Retort, not in your code. Send this text, the revisions and the output of"
                + " \"javac -version\" to https://github.com/retort-dev/retort/issues\n"
                + shortened(trace.toString()));
  }

  /** A stack overflow has a thousand lines; the first ones tell. */
  private static String shortened(String trace) {
    return trace.lines().limit(40).collect(Collectors.joining("\n"));
  }
}
