package dev.retort.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says where the registry of this module's revisions is generated, and what it includes. Optional;
 * at most one in a module. Without it the registry is {@code Migrations} in the longest common
 * package of the revisions.
 *
 * <pre>{@code
 * @MigrationSet(name = "AppMigrations", include = BillingMigrations.class)
 * package com.acme.db;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PACKAGE, ElementType.TYPE})
public @interface MigrationSet {

  /**
   * The simple name of the generated registry, which stands in the package of this annotation.
   *
   * @return a Java class name
   */
  String name() default "Migrations";

  /**
   * Generated registries of other modules, whose revisions are part of this set.
   *
   * @return registry classes, for example {@code BillingMigrations.class}
   */
  Class<?>[] include() default {};

  /**
   * Says that the database may hold tables which no revision made, as when Retort adopts a database
   * that is older than its revisions.
   *
   * @return true where the first revision finds an existing database
   */
  boolean openBaseline() default false;
}
