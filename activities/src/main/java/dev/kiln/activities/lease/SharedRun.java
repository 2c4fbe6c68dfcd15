package dev.kiln.activities.lease;

import io.temporal.common.SearchAttributes;
import java.util.function.Predicate;

/**
 * A run to share: started by whoever asks first, joined by the others.
 *
 * @param workflowId what makes two requests the same
 * @param input what the run is started with, if it is started
 * @param satisfies whether a result, which may be of a run that was begun for others, is what is
 *     asked for here
 */
public record SharedRun<T>(
    String workflowId,
    String workflowType,
    Object input,
    Class<T> resultType,
    Predicate<T> satisfies,
    SearchAttributes searchAttributes,
    String summary) {}
