package dev.kiln.workflows.registry;

import dev.kiln.model.registry.Successor;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/** Tells which images have followed others: only a worker can read the registry. */
@WorkflowInterface
public interface SuccessorWorkflow {
  /** A reading is nobody's lock: the caller gives it an id of its own. */
  static String id(String unique) {
    return "successors-" + unique;
  }

  @WorkflowMethod
  List<Successor> successors(SuccessorQuery query);
}
