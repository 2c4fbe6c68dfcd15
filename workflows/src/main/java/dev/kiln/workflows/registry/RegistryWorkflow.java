package dev.kiln.workflows.registry;

import dev.kiln.model.registry.Registry;
import dev.kiln.model.registry.RegistryLocation;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Optional;

/** Reads a registry. Only a worker has the permissions and the files for it. */
@WorkflowInterface
public interface RegistryWorkflow {
  /** A read locks nothing: the caller chooses the id. */
  static String id(String unique) {
    return "registry-" + unique;
  }

  @WorkflowMethod
  Registry readRegistry(Query query);

  /**
   * The part of a registry to read.
   *
   * @param template the template to read with its releases; absent for an overview of all
   */
  record Query(RegistryLocation registry, Optional<String> template) {}
}
