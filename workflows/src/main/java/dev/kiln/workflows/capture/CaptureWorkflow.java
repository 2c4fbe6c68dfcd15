package dev.kiln.workflows.capture;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.copy.RegionReport;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes an image of an instance, and copies it to more regions if asked to. */
@WorkflowInterface
public interface CaptureWorkflow {
  /** Every {@link #id} begins with this. */
  String PREFIX = "capture-";

  /** Readable and unique. */
  static String id(Request request) {
    return PREFIX + request.captureId();
  }

  /**
   * The report shows each region that fails. The capture fails only if there is no image at all.
   */
  @WorkflowMethod
  Report capture(Request request);

  /** The state so far. */
  @QueryMethod
  Report captureProgress();

  /**
   * The whole input of a capture.
   *
   * @param captureId unique, chosen by the caller; part of the workflow id
   * @param instance its id, or the value of its Name tag
   * @param name of the image
   * @param template to name in the image's tags; no build ever takes the image for its own
   * @param noReboot leave the instance running, at the risk of half-written files in the image
   * @param publicly make the image and its copies public
   * @param tags of the user
   * @param distribution the other regions that get the image
   * @param dryRun only examine the instance
   */
  record Request(
      String captureId,
      Region region,
      String instance,
      String name,
      Optional<String> description,
      Optional<String> template,
      boolean noReboot,
      boolean publicly,
      Map<String, String> tags,
      Distribution distribution,
      boolean dryRun) {
    public Request {
      tags = Map.copyOf(tags);
    }
  }

  /**
   * The state or the result of a capture.
   *
   * @param amiName the image's name in EC2; empty until Kiln asks for the image
   * @param instance absent until it was examined
   * @param storedBytes the size of the complete snapshots, if the cloud reports it
   * @param regions the other regions with the image
   * @param refused why the image could not be made public everywhere
   */
  record Report(
      Request request,
      Stage stage,
      String amiName,
      Optional<CaptureActivities.CapturedInstance> instance,
      Optional<AmiId> ami,
      Optional<Long> storedBytes,
      List<RegionReport> regions,
      List<String> refused,
      Instant started,
      Duration elapsed) {
    public Report {
      regions = List.copyOf(regions);
      refused = List.copyOf(refused);
    }

    /** Whether the image exists but a copy or a permission is missing. */
    public boolean isPartial() {
      return !refused.isEmpty()
          || regions.stream().anyMatch(region -> region.failure().isPresent());
    }
  }

  /** The steps of a capture, in order. */
  enum Stage {
    EXAMINE("Examining the instance"),
    REGISTER("Requesting the image"),
    SNAPSHOT("Creating snapshot"),
    COPY("Copying to other regions"),
    SHARE("Sharing"),
    DONE("Ready");

    private final String label;

    Stage(String label) {
      this.label = label;
    }

    /** Its name for people. */
    public String label() {
      return label;
    }
  }
}
