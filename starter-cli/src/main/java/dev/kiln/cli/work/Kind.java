package dev.kiln.cli.work;

import java.util.function.Predicate;

/**
 * The facts about a kind of work.
 *
 * @param noun the word for it in messages: {@code build}, {@code copy}
 * @param owns whether a workflow id belongs to it
 * @param contract the workflow interface
 * @param request the workflow's input
 * @param report the workflow's result
 * @param retriable whether a retry can finish the rest
 * @param afterCancellation the state after a cancellation, as the second half of a sentence
 */
public record Kind<Q, R>(
    String noun,
    Predicate<String> owns,
    Class<?> contract,
    Class<Q> request,
    Class<R> report,
    boolean retriable,
    String afterCancellation) {}
