package dev.kiln.workflows.copy;

import dev.kiln.model.RegionalAmi;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;

/** Brings an image that is there to more regions. */
@WorkflowInterface
public interface DistributeWorkflow {
  /** What every id begins with. */
  String PREFIX = "distribute-";

  /** Readable and unique; that two of them make one copy is the copies' matter. */
  static String id(Request request) {
    return PREFIX + request.source().ami() + "-" + request.distributeId();
  }

  /** A region that fails is told in the report and fails nothing else. */
  @WorkflowMethod
  Report distribute(Request request);

  /** How far it is, region by region. */
  @QueryMethod
  Report distributeProgress();

  /**
   * The whole input of a distribution.
   *
   * @param distributeId unique, chosen by the caller; part of the workflow id
   * @param name what the image is called, for display
   * @param dryRun only look for what is there
   */
  record Request(
      String distributeId,
      String name,
      RegionalAmi source,
      Distribution distribution,
      boolean dryRun) {
    public Request {
      if (distribution.regions().stream().allMatch(source.region()::equals)) {
        throw new IllegalArgumentException(
            "cannot copy " + source + ": no other region is named; name some with --regions");
      }
    }

    /** The same once more. */
    public Request again(String newId) {
      return new Request(newId, name, source, distribution, dryRun);
    }
  }

  /**
   * What came of a distribution, or how far it is.
   *
   * @param regions in the order in which they were named; empty until the image was looked at
   */
  record Report(String name, RegionalAmi source, List<RegionReport> regions, Duration elapsed) {
    public Report {
      regions = List.copyOf(regions);
    }

    /** The same, seen later than its last change. */
    public Report after(Duration sinceItsStart) {
      return new Report(name, source, regions, sinceItsStart);
    }

    /** Whether some region asked for has no image. */
    public boolean isPartial() {
      return regions.stream().anyMatch(region -> region.problem().isPresent());
    }
  }
}
