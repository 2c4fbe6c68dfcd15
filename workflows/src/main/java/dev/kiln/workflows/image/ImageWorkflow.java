package dev.kiln.workflows.image;

import dev.kiln.model.AmiId;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.lease.LeasedWorkflow;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import java.util.Optional;

/**
 * Finds or makes one image. Any number of builds share one run: each holds a lease, and the run
 * gives up, cleaning up, once nobody does.
 */
@WorkflowInterface
public interface ImageWorkflow extends LeasedWorkflow {
  /** The cache key is the id, and the id is the lock. */
  static String id(ImageKey key) {
    return key.workflowId();
  }

  /** Returns the image, found or made. */
  @WorkflowMethod
  Image obtain(Spec spec);

  /** How far it is. */
  @QueryMethod
  Progress progress();

  /**
   * Some pages of all that a step printed. There are none where the tail is all of it.
   *
   * @param output the step's place in {@link Progress#output}
   * @param from the number of the first page wanted, from 0
   * @return as many as fit into one answer; none if there are no more
   */
  @QueryMethod
  List<BuilderActivities.LogPage> logPages(int output, int from);

  /**
   * All that is needed to find or make one image.
   *
   * @param key the cache key; its region and architecture are those of the build
   * @param layer what runs on the builder
   * @param name what the image is to be called; a suffix makes it unique
   * @param parent the image of the layer below; absent for the lowest layer
   * @param elsewhere the same image in another region, which is then copied and not made
   * @param rebuild make it anew even if one is there
   * @param policy how builders are treated
   */
  record Spec(
      ImageKey key,
      LayerSpec layer,
      String name,
      Optional<AmiId> parent,
      Optional<RegionalAmi> elsewhere,
      boolean rebuild,
      BuilderPolicy policy) {

    /** Whether an image that some run gave is what this spec asks for. */
    public boolean isSatisfiedBy(Image image) {
      boolean fresh = !rebuild || image.origin() == Image.Origin.BUILT;
      boolean onOurParent = parent.isEmpty() || !rebuild || parent.equals(image.baseAmi());
      return fresh && onOurParent;
    }
  }

  /**
   * How far the making of an image is.
   *
   * @param template the layer's slug
   * @param stages those that have begun, in order
   * @param output the end of what the setup steps that have ended printed, one entry a step
   */
  record Progress(
      String template, List<Stage.Progress> stages, List<BuilderActivities.StepOutput> output) {
    public Progress {
      stages = List.copyOf(stages);
      output = List.copyOf(output);
    }
  }
}
