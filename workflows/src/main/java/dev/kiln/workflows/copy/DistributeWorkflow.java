package dev.kiln.workflows.copy;

import dev.kiln.model.RegionalAmi;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;

/** Copies an existing image to more regions. */
@WorkflowInterface
public interface DistributeWorkflow {
  /** Every id begins with this. */
  String PREFIX = "distribute-";

  /** Readable and unique. Two distributions of one image still share each copy. */
  static String id(Request request) {
    return PREFIX + request.source().ami() + "-" + request.distributeId();
  }

  /** The report shows each region that fails; the other regions go on. */
  @WorkflowMethod
  Report distribute(Request request);

  /** The state so far, region by region. */
  @QueryMethod
  Report distributeProgress();

  /**
   * The whole input of a distribution.
   *
   * @param distributeId unique, chosen by the caller; part of the workflow id
   * @param name of the image, for display
   * @param dryRun only look for existing copies
   */
  @RecordBuilder
  record Request(
      String distributeId,
      String name,
      RegionalAmi source,
      Distribution distribution,
      boolean dryRun)
      implements DistributeWorkflowRequestBuilder.With {
    public Request {
      if (distribution.regions().stream().allMatch(source.region()::equals)) {
        throw new IllegalArgumentException(
            "cannot copy "
                + source
                + ": no other region is named; name at least one with --regions");
      }
    }

    /** The same distribution under another id. */
    public Request again(String newId) {
      return withDistributeId(newId);
    }
  }

  /**
   * The state or the result of a distribution.
   *
   * @param regions in the order of the request; empty until the image was read
   */
  record Report(String name, RegionalAmi source, List<RegionReport> regions, Duration elapsed) {
    public Report {
      regions = List.copyOf(regions);
    }

    /** The same report, seen some time after the last change. */
    public Report after(Duration sinceItsStart) {
      return new Report(name, source, regions, sinceItsStart);
    }

    /** Whether the image or a permission is missing in some region. */
    public boolean isPartial() {
      return regions.stream().anyMatch(region -> region.problem().isPresent());
    }
  }
}
