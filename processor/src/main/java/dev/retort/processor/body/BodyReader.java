package dev.retort.processor.body;

import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;

/** Reads the bodies of revisions, in the round that it was made in. */
public interface BodyReader {

  /**
   * Returns a reader, where the compiler shows its trees.
   *
   * @param environment as the processor was given it, perhaps wrapped by a build tool
   * @return the reader
   * @throws UnsupportedOperationException when this compiler shows no trees; its message says why
   */
  static BodyReader of(ProcessingEnvironment environment) {
    try {
      return new TreeBodyReader(environment);
    } catch (RuntimeException | LinkageError failure) {
      throw new UnsupportedOperationException("this compiler shows no trees: " + failure, failure);
    }
  }

  /**
   * Reads the bodies of a revision.
   *
   * @param className the qualified name of its class
   * @return the bodies; empty when there is no source of the class in this compilation
   */
  Optional<RevisionBodies> read(String className);
}
