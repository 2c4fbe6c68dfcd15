package dev.kiln.workflows.registry;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Promotes a release into a channel, or rolls a channel back. */
@WorkflowInterface
public interface MoveChannelWorkflow {
  /** {@code promote-gromacs-stable-1a2b3c4d}. */
  static String id(MoveRequest request) {
    return "%s-%s-%s-%s"
        .formatted(request.action(), request.template(), request.channel(), request.requestId());
  }

  /** Ends well even if the move was refused: the report says why. */
  @WorkflowMethod
  MoveReport moveChannel(MoveRequest request);
}
