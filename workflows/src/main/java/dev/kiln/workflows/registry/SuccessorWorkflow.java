package dev.kiln.workflows.registry;

import dev.kiln.model.AmiId;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.RegistryLocation;
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
  List<Successor> successors(Query query);

  /** Which images to find successors of, in a channel. */
  record Query(RegistryLocation registry, ChannelName channel, List<AmiId> images) {
    public Query {
      images = images.stream().distinct().sorted().toList();
    }
  }
}
