package dev.kiln.cli.work;

import java.util.function.Predicate;

/**
 * The facts about a kind of work.
 *
 * @param noun what users call it in a sentence: {@code build}, {@code copy}
 * @param owns whether a workflow id belongs to it
 * @param contract the workflow interface
 * @param request what the workflow takes
 * @param report what it returns
 * @param retriable whether what it left undone can be asked for again
 * @param afterCancellation what remains after a cancellation, as the second half of a sentence
 */
public record Kind<Q, R>(
    String noun,
    Predicate<String> owns,
    Class<?> contract,
    Class<Q> request,
    Class<R> report,
    boolean retriable,
    String afterCancellation) {}
