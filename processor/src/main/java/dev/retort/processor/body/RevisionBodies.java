package dev.retort.processor.body;

import java.util.Optional;

/**
 * The bodies of a revision.
 *
 * @param upgrade how it goes up
 * @param downgrade how it goes down; empty when nothing overrides the default, which undoes the
 *     upgrade
 */
public record RevisionBodies(ReadBody upgrade, Optional<ReadBody> downgrade) {}
