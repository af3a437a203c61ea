/**
 * Copies of a database in a folder, which are made before a run, and how one of them is restored.
 *
 * <p>Knows no dialect, and nothing of revisions but the names of heads.
 */
@NullMarked
package dev.retort.backup;

import org.jspecify.annotations.NullMarked;
