package dev.kiln.workflows.doctor;

import dev.kiln.model.Region;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.copy.RegionReport;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Proves an account: bakes a small image, boots it, copies it to one region and deletes all of it,
 * whatever happens in between.
 */
@WorkflowInterface
public interface CanaryWorkflow {
  /** Every {@link #id} begins with this. */
  String PREFIX = "canary-";

  static String id(Request request) {
    return PREFIX + request.canaryId();
  }

  @WorkflowMethod
  Report prove(Request request);

  @QueryMethod
  Progress canaryProgress();

  /**
   * The whole input.
   *
   * @param canaryId unique, in hexadecimal; part of all names
   * @param region where the image is baked
   * @param copyTo another region
   * @param builder how the builder is launched
   */
  record Request(String canaryId, Region region, Region copyTo, AccountWorkflow.Builder builder) {}

  /** Where a canary is. */
  record Progress(Step step) {
    /** The steps, in order. */
    public enum Step {
      PREPARE,
      /** Bake, boot and copy. */
      BAKE,
      DELETE,
      DONE
    }
  }

  /**
   * The result.
   *
   * @param failure why it did not succeed
   * @param layers of the build; empty if it failed
   * @param regions of the build; empty if it failed
   * @param deleted the images that were deleted
   * @param left what could not be deleted, and why
   * @param differences what AWS said and the local cloud never says
   * @param dollars the estimated cost
   */
  record Report(
      Request request,
      Optional<String> failure,
      List<BuildWorkflow.LayerReport> layers,
      List<RegionReport> regions,
      List<String> deleted,
      List<String> left,
      List<String> differences,
      BigDecimal dollars,
      Duration elapsed) {
    public Report {
      layers = List.copyOf(layers);
      regions = List.copyOf(regions);
      deleted = List.copyOf(deleted);
      left = List.copyOf(left);
      differences = List.copyOf(differences);
    }

    /** Whether everything succeeded and nothing is left. */
    public boolean succeeded() {
      return failure.isEmpty() && left.isEmpty();
    }
  }
}
