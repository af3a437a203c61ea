package dev.retort.run;

import dev.retort.op.Migration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A revision as a run needs it.
 *
 * @param id its id
 * @param message its message; empty for none
 * @param migration makes its migration
 * @param irreversible why it cannot be undone; empty when it can
 * @param fingerprint the fingerprint that the compiler took of its operations, if it could
 */
public record RevisionTask(
    String id,
    String message,
    Supplier<Migration> migration,
    String irreversible,
    Optional<String> fingerprint) {}
