package dev.retort.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class as one revision of the database: a node of the graph that javac checks.
 *
 * <pre>{@code
 * @Revision(id = "b7f2", down = "a1c9", message = "give users an email")
 * public final class AddEmail implements Migration {
 *   @Override
 *   public void upgrade(Op op) {
 *     op.alterTable("users", add(varchar("email", 320)));
 *   }
 * }
 * }</pre>
 *
 * <p>The class implements {@code dev.retort.op.Migration}, can be reached from the generated
 * registry and has a constructor without parameters that the registry can call.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Revision {

  /**
   * The name of this revision, for ever: 1 to 255 of {@code [A-Za-z0-9_.-]}, the first one neither
   * {@code -} nor {@code .}; {@code head}, {@code heads}, {@code base} and {@code current} are
   * reserved.
   *
   * @return the id, for example {@code "b7f2"}
   */
  String id();

  /**
   * The revisions that this one follows. None makes it a base, several make it a merge.
   *
   * @return ids, for example {@code {"a1c9"}}
   */
  String[] down() default {};

  /**
   * What this revision is for, in a line. It is kept in the history of the database.
   *
   * @return the message, for example {@code "give users an email"}
   */
  String message() default "";

  /**
   * Names of the branch that starts here. A label is unique among all labels and ids; with labels
   * on them, several heads or bases are no mistake.
   *
   * @return labels, for example {@code {"billing"}}
   */
  String[] labels() default {};

  /**
   * Revisions of other branches that must be applied before this one, without being merged.
   *
   * @return ids or labels, for example {@code {"c3d4"}}
   */
  String[] dependsOn() default {};

  /**
   * When this revision was written, for readers; nothing is computed from it.
   *
   * @return a date, for example {@code "2026-11-20"}
   */
  String created() default "";

  /**
   * Says that losing data is what this revision is for, so that the compiler does not warn of it.
   *
   * @return true where dropped rows or columns are meant
   */
  boolean destructive() default false;

  /**
   * Why this revision cannot be undone. When it is not empty, a downgrade below this revision is
   * refused with these words.
   *
   * @return the reason, for example {@code "the old passwords are gone"}
   */
  String irreversible() default "";
}
