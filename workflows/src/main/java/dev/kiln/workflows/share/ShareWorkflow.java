package dev.kiln.workflows.share;

import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Grantee;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import java.util.Locale;

/** Changes who may use images, in any region. */
@WorkflowInterface
public interface ShareWorkflow {
  /** Readable, unique, and made only of characters that the Web UI can link. */
  static String id(Request request) {
    String name = request.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
    return request.change().name().toLowerCase(Locale.ROOT) + "-" + name + "-" + request.shareId();
  }

  /** Completes even if the cloud refuses some images; the report says which. */
  @WorkflowMethod
  Report share(Request request);

  /** The results so far, as in the final report. */
  @QueryMethod
  Report shareProgress();

  /**
   * The whole input of a change of permissions.
   *
   * @param shareId unique, chosen by the caller; part of the workflow id
   * @param name the user's name for the images
   * @param images in all regions, never empty
   * @param grantees the receivers to add or remove, never empty
   * @param volumes whether receivers may also copy the images
   * @param dryRun only report what would be done
   */
  record Request(
      String shareId,
      String name,
      List<RegionalAmi> images,
      ShareActivities.Order.Change change,
      List<Grantee> grantees,
      boolean volumes,
      boolean dryRun) {
    public Request {
      images = List.copyOf(images);
      grantees = grantees.stream().distinct().sorted().toList();
      if (images.isEmpty() || grantees.isEmpty()) {
        throw new IllegalArgumentException(
            "cannot share '" + name + "': it needs at least one image and one receiver");
      }
    }
  }

  /**
   * The result of a change of permissions.
   *
   * @param outcomes one for each image, in the order of the request
   */
  record Report(List<SharingOutcome> outcomes) {
    public Report {
      outcomes = List.copyOf(outcomes);
    }

    /** Whether nothing was refused anywhere. */
    public boolean complete() {
      return outcomes.stream().allMatch(SharingOutcome::complete);
    }
  }
}
