package dev.kiln.workflows.registry;

import dev.kiln.model.registry.Registry;
import dev.kiln.model.registry.RegistryLocation;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Optional;

/** Reads a registry: only a worker has the rights and the files for it. */
@WorkflowInterface
public interface RegistryWorkflow {
  /** A reading is nobody's lock: the caller gives it an id of its own. */
  static String id(String unique) {
    return "registry-" + unique;
  }

  @WorkflowMethod
  Registry readRegistry(Query query);

  /**
   * What to read of a registry.
   *
   * @param template this one with its releases; absent for an overview of all
   */
  record Query(RegistryLocation registry, Optional<String> template) {}
}
