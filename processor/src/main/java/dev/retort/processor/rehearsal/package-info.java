/**
 * Plays the bodies of all revisions on schemas, as the runtime would play them on a database, and
 * finds what would fail for certain.
 */
@NullMarked
package dev.retort.processor.rehearsal;

import org.jspecify.annotations.NullMarked;
