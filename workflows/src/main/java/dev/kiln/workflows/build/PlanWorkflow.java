package dev.kiln.workflows.build;

import dev.kiln.model.Architecture;
import dev.kiln.workflows.catalog.BaseAmi;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import java.util.Optional;

/** Shows what a build would do, and does none of it. */
@WorkflowInterface
public interface PlanWorkflow {
  /** A plan locks nothing: each has its own id. */
  static String id(BuildWorkflow.Request request) {
    return BuildWorkflow.id(request).replaceFirst("^build-", "plan-");
  }

  @WorkflowMethod
  Plan plan(BuildWorkflow.Request request);

  /**
   * What a build would do, per architecture.
   *
   * @param notes the obstacles to sharing the image as asked
   */
  record Plan(List<OnArchitecture> architectures, List<String> notes) {
    public Plan {
      architectures = List.copyOf(architectures);
      notes = List.copyOf(notes);
    }

    /** A plan without notes. */
    public Plan(List<OnArchitecture> architectures) {
      this(architectures, List.of());
    }

    /**
     * The plan for one architecture.
     *
     * @param base the image from which the lowest layer would start; absent if there is none
     */
    public record OnArchitecture(
        Architecture architecture, Optional<BaseAmi> base, ChainDecision decision) {}
  }
}
