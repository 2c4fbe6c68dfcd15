package dev.kiln.activities.lease;

import io.temporal.common.SearchAttributes;
import java.util.function.Predicate;

/**
 * A run to share: the first caller starts it, the others join.
 *
 * @param workflowId equal for equal requests
 * @param input the run's input, if this request starts it
 * @param satisfies whether a result satisfies this request; the run may have begun for others
 */
public record SharedRun<T>(
    String workflowId,
    String workflowType,
    Object input,
    Class<T> resultType,
    Predicate<T> satisfies,
    SearchAttributes searchAttributes,
    String summary) {}
