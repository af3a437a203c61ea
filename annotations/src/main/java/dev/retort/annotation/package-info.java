/**
 * What a class says of itself: that it is a revision, and where the registry of all revisions goes.
 *
 * <p>Knows nothing of databases, of the runtime or of the compiler that reads it.
 */
package dev.retort.annotation;
