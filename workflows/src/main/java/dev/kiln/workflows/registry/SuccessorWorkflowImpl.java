package dev.kiln.workflows.registry;

import dev.kiln.model.registry.Successor;
import dev.kiln.workflows.ActivityStubs;
import java.util.List;

/** One activity. */
public final class SuccessorWorkflowImpl implements SuccessorWorkflow {
  private final RegistryActivities registry = ActivityStubs.calls(RegistryActivities.class);

  @Override
  public List<Successor> successors(Query query) {
    return registry.findSuccessors(query);
  }
}
