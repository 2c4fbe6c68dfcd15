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

/** Takes an image of an instance, and brings it to more regions if asked to. */
@WorkflowInterface
public interface CaptureWorkflow {
  /** What {@link #id} begins with. */
  String PREFIX = "capture-";

  /** Readable and unique. */
  static String id(Request request) {
    return PREFIX + request.captureId();
  }

  /** A region that fails is told in the report; without the image itself the capture fails. */
  @WorkflowMethod
  Report capture(Request request);

  /** How far it is. */
  @QueryMethod
  Report captureProgress();

  /**
   * The whole input of a capture.
   *
   * @param captureId unique, chosen by the caller; part of the workflow id
   * @param instance its id, or the value of its Name tag
   * @param name what the image is to be called
   * @param template whose image it is said to be; it is never taken for one that was built from it
   * @param noReboot leave the instance running, at the risk that files being written are not whole
   * @param publicly let everybody use the image and its copies
   * @param tags those of the user
   * @param distribution where it is to be besides its own region
   * @param dryRun only look at the instance
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
   * How far a capture is, or what came of it.
   *
   * @param amiName what the image is called in EC2; empty until it is asked for
   * @param instance absent until it was looked at
   * @param storedBytes what the snapshots hold, once they are complete and if the cloud tells
   * @param regions where the image is besides its own region
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

    /** Whether something that was asked for besides the image itself is missing. */
    public boolean isPartial() {
      return !refused.isEmpty()
          || regions.stream().anyMatch(region -> region.failure().isPresent());
    }
  }

  /** The steps of a capture, in order. */
  enum Stage {
    EXAMINE("Looking at the instance"),
    REGISTER("Asking for the image"),
    SNAPSHOT("Creating snapshot"),
    COPY("Copying to other regions"),
    SHARE("Sharing"),
    DONE("Ready");

    private final String label;

    Stage(String label) {
      this.label = label;
    }

    /** What people call it. */
    public String label() {
      return label;
    }
  }
}
