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
 * Finds or makes one image. Any number of builds share one run. Each holds a lease; when the last
 * lease is released, the run cleans up and stops.
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

  /** The state so far. */
  @QueryMethod
  Progress progress();

  /**
   * Some pages of a step's output. There are none if the tail shows all of it.
   *
   * @param output the step's place in {@link Progress#output}
   * @param from the number of the first page, from 0
   * @return as many as fit into one answer; none if there are no more
   */
  @QueryMethod
  List<BuilderActivities.LogPage> logPages(int output, int from);

  /**
   * The whole input for finding or making one image.
   *
   * @param key the cache key; its region and architecture are those of the build
   * @param layer to build
   * @param name of the image; a suffix makes it unique
   * @param parent the image of the layer below; absent for the lowest layer
   * @param elsewhere the same image in another region, to copy instead of building
   * @param rebuild build it again even if one exists
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

    /** Whether a run's image is the one that this spec asks for. */
    public boolean isSatisfiedBy(Image image) {
      boolean fresh = !rebuild || image.origin() == Image.Origin.BUILT;
      boolean onOurParent = parent.isEmpty() || !rebuild || parent.equals(image.baseAmi());
      return fresh && onOurParent;
    }
  }

  /**
   * The state of a run.
   *
   * @param template the layer's slug
   * @param stages the started ones, in order
   * @param output the end of each finished setup step's output
   */
  record Progress(
      String template, List<Stage.Progress> stages, List<BuilderActivities.StepOutput> output) {
    public Progress {
      stages = List.copyOf(stages);
      output = List.copyOf(output);
    }
  }
}
