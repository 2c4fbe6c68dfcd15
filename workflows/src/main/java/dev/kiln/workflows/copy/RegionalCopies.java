package dev.kiln.workflows.copy;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Sharing;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.WorkflowClock;
import dev.kiln.workflows.lease.Lease;
import dev.kiln.workflows.share.SharingStep;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowSemaphore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies images to regions, three at a time; a region that fails stops no other. */
public final class RegionalCopies {
  private static final int AT_ONCE = 3;
  private static final Duration GRACE = Duration.ofSeconds(5);

  private Distribution distribution;
  private final Runnable changed;
  private final WorkflowSemaphore turns = Workflow.newWorkflowSemaphore(AT_ONCE);
  private final Map<Cell, RegionReport> reports = new LinkedHashMap<>();
  private final SharingStep step = new SharingStep();
  private Optional<Sharing> sharing;

  private record Cell(Architecture architecture, Region region) {
    static Cell of(RegionReport report) {
      return new Cell(report.architecture(), report.region());
    }
  }

  /**
   * Nothing is copied yet.
   *
   * @param changed called after every change of a region's state
   */
  public RegionalCopies(Distribution distribution, Runnable changed) {
    this.distribution = distribution;
    this.sharing = distribution.sharing();
    this.changed = changed;
  }

  /** The state of an image in each region, in the order of the request. */
  public List<RegionReport> reports() {
    return List.copyOf(reports.values());
  }

  /** Announces an image for all regions. */
  public void expect(Architecture architecture, Region home) {
    put(RegionReport.waiting(home, architecture));
    destinations(home).forEach(region -> put(RegionReport.waiting(region, architecture)));
  }

  /**
   * Finds the obstacles now that would otherwise fail the copies once the image exists.
   *
   * @param source the image, if it exists already
   */
  public void prepare(Region home, Optional<AmiId> source) {
    distribution =
        ActivityStubs.calls(CopyActivities.class).checkDistribution(home, source, distribution);
    sharing = sharing.map(asked -> asked.with(step.complete(home, asked.grantees())));
  }

  /**
   * Shares the image, copies it with its permissions, and returns once every region has succeeded
   * or failed.
   */
  public void carry(RegionalAmi source, Architecture architecture) {
    shareSource(source, architecture);
    List<Promise<Void>> regions = new ArrayList<>();
    for (Region region : destinations(source.region())) {
      regions.add(Async.procedure(this::copyAndShare, source, architecture, region));
    }
    List<TemporalFailure> cancellations = new ArrayList<>();
    for (Promise<Void> region : regions) {
      try {
        region.get();
      } catch (TemporalFailure cancelled) {
        cancellations.add(cancelled);
      }
    }
    if (!cancellations.isEmpty()) {
      throw cancellations.get(0);
    }
  }

  /** Reports the regions that have the image already, and copies nothing. */
  void look(CopyActivities.Source source) {
    CopyActivities calls = ActivityStubs.calls(CopyActivities.class);
    for (Region region : destinations(source.image().region())) {
      calls
          .findCopy(source, spec(source.image(), region))
          .ifPresent(
              there ->
                  put(
                      RegionReport.made(
                          there.image(),
                          source.architecture(),
                          RegionReport.State.REUSED,
                          Duration.ZERO)));
    }
  }

  /** Adds or replaces the report of one region. */
  public void put(RegionReport report) {
    reports.put(Cell.of(report), report);
    changed.run();
  }

  private List<Region> destinations(Region home) {
    return distribution.regions().stream().filter(region -> !region.equals(home)).toList();
  }

  private void shareSource(RegionalAmi source, Architecture architecture) {
    Optional<RegionReport> home =
        Optional.ofNullable(reports.get(new Cell(architecture, source.region())));
    sharing
        .map(asked -> step.share(source, asked))
        .ifPresent(outcome -> home.ifPresent(report -> put(report.shared(outcome))));
  }

  private void copyAndShare(RegionalAmi source, Architecture architecture, Region region) {
    copy(source, architecture, region);
    Optional<RegionReport> copied =
        Optional.ofNullable(reports.get(new Cell(architecture, region)));
    copied
        .flatMap(RegionReport::ami)
        .flatMap(ami -> step.carryOver(source, new RegionalAmi(region, ami), sharing))
        .ifPresent(outcome -> copied.ifPresent(report -> put(report.shared(outcome))));
  }

  private void copy(RegionalAmi source, Architecture architecture, Region region) {
    RegionReport report = RegionReport.waiting(region, architecture);
    turns.acquire();
    try {
      report = report.copying(source);
      put(report);
      Instant begun = WorkflowClock.now();
      CopyWorkflow.Copy copy = obtain(source, region);
      put(report.copied(copy.asOf(begun, WorkflowClock.now())));
    } catch (ActivityFailure failure) {
      if (CancellationScope.current().isCancelRequested()) {
        put(report.ended(RegionReport.State.CANCELLED, "cancelled"));
        throw failure;
      }
      put(report.ended(RegionReport.State.FAILED, reason(source, region, failure)));
    } finally {
      turns.release();
    }
  }

  private CopyWorkflow.Copy obtain(RegionalAmi source, Region region) {
    CopyWorkflow.Spec spec = spec(source, region);
    CopyLeaseActivities leases =
        ActivityStubs.leases(CopyLeaseActivities.class, "copy to " + region);
    return Lease.on(CopyWorkflow.id(source, region), holder -> leases.obtainCopy(spec, holder));
  }

  private CopyWorkflow.Spec spec(RegionalAmi source, Region region) {
    return new CopyWorkflow.Spec(source, region, distribution.key(region), GRACE);
  }

  private static String reason(RegionalAmi source, Region region, ActivityFailure failure) {
    return "cannot copy %s to %s: %s".formatted(source, region, FailureType.reason(failure));
  }
}
