package dev.kiln.workflows.doctor;

import dev.kiln.model.Architecture;
import dev.kiln.model.layer.LayerSpec;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** What only a worker knows about a canary: its cloud, and the replies that it got from it. */
@ActivityInterface
public interface CanaryActivities {
  /** The image to bake. From now on this worker compares replies with those of the local cloud. */
  Bird prepareCanary(CanaryWorkflow.Request request);

  /**
   * What the replies held that the local cloud never gives, each once, in order; the worker
   * compares no more of them.
   */
  List<String> compareReplies();

  /**
   * The image of a canary.
   *
   * @param layer unique to this canary, so that it is never found in place of being built
   */
  record Bird(LayerSpec layer, Architecture architecture) {}
}
