/** What a {@code main()} needs: the registry of revisions, and the migrator that applies them. */
@NullMarked
package dev.retort;

import org.jspecify.annotations.NullMarked;
