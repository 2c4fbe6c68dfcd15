/**
 * What all workflows share: {@link dev.kiln.workflows.TaskQueues}, {@link
 * dev.kiln.workflows.SearchAttributes}, {@link dev.kiln.workflows.FailureType}, {@link
 * dev.kiln.workflows.KilnDataConverter}, {@link dev.kiln.workflows.WorkflowClock} and, for every
 * timeout and retry, {@link dev.kiln.workflows.ActivityStubs}. Each contract ({@code XWorkflow},
 * {@code XActivities}) holds its messages. Start reading at {@link
 * dev.kiln.workflows.build.BuildWorkflow}.
 */
@NullMarked
package dev.kiln.workflows;

import org.jspecify.annotations.NullMarked;
