package dev.kiln.workflows.registry;

import dev.kiln.model.AmiId;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.registry.Successor;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/** Finds the successors of images. Only a worker can read the registry. */
@WorkflowInterface
public interface SuccessorWorkflow {
  /** A read locks nothing: the caller chooses the id. */
  static String id(String unique) {
    return "successors-" + unique;
  }

  @WorkflowMethod
  List<Successor> successors(Query query);

  /** The images whose successors in a channel to find. */
  record Query(RegistryLocation registry, ChannelName channel, List<AmiId> images) {
    public Query {
      images = images.stream().distinct().sorted().toList();
    }
  }
}
