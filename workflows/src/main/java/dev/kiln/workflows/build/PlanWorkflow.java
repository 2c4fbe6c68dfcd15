package dev.kiln.workflows.build;

import dev.kiln.model.Architecture;
import dev.kiln.workflows.catalog.BaseAmi;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import java.util.Optional;

/** Tells what a build would do, and does none of it. */
@WorkflowInterface
public interface PlanWorkflow {
  /** A plan is nobody's lock: each has an id of its own. */
  static String id(BuildWorkflow.Request request) {
    return BuildWorkflow.id(request).replaceFirst("^build-", "plan-");
  }

  @WorkflowMethod
  Plan plan(BuildWorkflow.Request request);

  /**
   * What a build would do, per architecture.
   *
   * @param notes what would keep it from sharing its image as asked
   */
  record Plan(List<OnArchitecture> architectures, List<String> notes) {
    public Plan {
      architectures = List.copyOf(architectures);
      notes = List.copyOf(notes);
    }

    /** A plan of which there is nothing else to say. */
    public Plan(List<OnArchitecture> architectures) {
      this(architectures, List.of());
    }

    /**
     * The plan for one architecture.
     *
     * @param base what the lowest layer would start from; absent if it cannot be had
     */
    public record OnArchitecture(
        Architecture architecture, Optional<BaseAmi> base, ChainDecision decision) {}
  }
}
