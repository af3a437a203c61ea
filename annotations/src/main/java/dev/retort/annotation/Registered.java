package dev.retort.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Written by the compiler on each registry that it generates: the revisions that the registry
 * holds. From it the compiler of another module, which includes the registry, reads the revisions
 * back.
 *
 * <p>A registry written by hand need not have it; then nothing is known of its revisions when it is
 * included, and the compiler says nothing about ids that may be there.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Registered {

  /**
   * The revision classes of the module itself.
   *
   * @return classes that carry {@code @Revision}
   */
  Class<?>[] value();

  /**
   * The registries that this one includes.
   *
   * @return registry classes
   */
  Class<?>[] include() default {};
}
