package dev.kiln.workflows.build;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.WorkflowClock;
import dev.kiln.workflows.copy.RegionReport;
import dev.kiln.workflows.copy.RegionalCopies;
import dev.kiln.workflows.image.Image;
import dev.kiln.workflows.image.ImageLeaseActivities;
import dev.kiln.workflows.image.ImageWorkflow;
import dev.kiln.workflows.lease.Lease;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The chain, lowest layer first, on every architecture at once. */
public final class BuildWorkflowImpl implements BuildWorkflow {
  private final Request request;
  private final ChainProgress progress;
  private final Optional<RegionalCopies> copies;

  @WorkflowInit
  public BuildWorkflowImpl(Request request) {
    this.request = request;
    this.progress = new ChainProgress(request);
    this.copies = request.distribution().map(where -> new RegionalCopies(where, this::showRegions));
    copies.ifPresent(to -> request.architectures().forEach(on -> to.expect(on, request.region())));
  }

  @Override
  public Progress buildProgress() {
    return progress.snapshot();
  }

  @Override
  public Report build(Request sameAsInit) {
    Instant started = WorkflowClock.now();
    progress.show();
    copies.ifPresent(to -> to.prepare(request.region(), Optional.empty()));
    List<Promise<Void>> chains = new ArrayList<>();
    for (Architecture architecture : request.architectures()) {
      chains.add(Async.procedure(this::buildAndDistribute, architecture));
    }
    // A failure on one architecture fails the build, but only after the others have finished.
    List<RuntimeException> failures = new ArrayList<>();
    for (Promise<Void> chain : chains) {
      try {
        chain.get();
      } catch (TemporalFailure failure) {
        failures.add(failure);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    Duration elapsed = WorkflowClock.since(started);
    Report report =
        new Report(
            request.buildId(),
            request.name(),
            request.region(),
            progress.layers(),
            progress.regions(),
            elapsed);
    if (report.isPartial()) {
      Workflow.upsertMemo(Map.of(PARTIAL, true));
    }
    return report;
  }

  private void buildAndDistribute(Architecture architecture) {
    Optional<AmiId> top = buildChain(architecture);
    if (copies.isEmpty() || top.isEmpty()) {
      return;
    }
    RegionalAmi image = new RegionalAmi(request.region(), top.get());
    LayerReport made = progress.top(architecture);
    RegionReport.State state = made.state().inRegion();
    copies.get().put(RegionReport.made(image, architecture, state, made.took()));
    copies.get().carry(image, architecture);
  }

  private void showRegions() {
    copies.ifPresent(to -> progress.show(to.reports()));
  }

  /** Builds what could not be copied from another region, with all layers below. */
  private Optional<AmiId> buildChain(Architecture architecture) {
    ChainSurvey survey = new ChainSurvey(request);
    try {
      return obtainAll(survey.on(architecture).decision());
    } catch (ActivityFailure failure) {
      if (!FailureType.NOT_COPIED.isCauseOf(failure)) {
        throw failure;
      }
      return obtainAll(survey.withoutCopying().on(architecture).decision());
    }
  }

  private Optional<AmiId> obtainAll(ChainDecision decision) {
    progress.decided(decision);
    Optional<AmiId> parent = Optional.empty();
    for (int i = 0; i < decision.layers().size(); i++) {
      ChainDecision.Layer layer = decision.layers().get(i);
      parent =
          switch (layer.action()) {
            case REUSE -> layer.hit().map(KilnImage::ami);
            case SKIP -> Optional.empty();
            case COPY, OBTAIN, REBUILD -> Optional.of(obtain(i, layer, parent));
          };
    }
    return parent;
  }

  private AmiId obtain(int index, ChainDecision.Layer layer, Optional<AmiId> parent) {
    LayerSpec spec = request.layers().get(index);
    boolean top = index == request.layers().size() - 1;
    ImageWorkflow.Spec image =
        new ImageWorkflow.Spec(
            layer.key(),
            spec,
            top ? request.name() : spec.template(),
            parent,
            layer.elsewhere().map(there -> new RegionalAmi(there.key().region(), there.ami())),
            layer.action() == ChainDecision.Action.REBUILD,
            request.policy());
    progress.begun(layer);
    try {
      Image obtained = lease(image);
      progress.obtained(layer, obtained);
      return obtained.ami();
    } catch (ActivityFailure failure) {
      if (CancellationScope.current().isCancelRequested()) {
        progress.ended(layer.key(), LayerReport.State.CANCELLED);
        throw failure;
      }
      if (FailureType.NOT_COPIED.isCauseOf(failure)) {
        progress.notCopied(layer.key(), FailureType.reason(failure));
        throw failure;
      }
      progress.ended(layer.key(), LayerReport.State.FAILED);
      throw explain(spec, failure);
    }
  }

  private static Image lease(ImageWorkflow.Spec image) {
    ImageLeaseActivities leases =
        ActivityStubs.leases(ImageLeaseActivities.class, image.key().template());
    return Lease.on(ImageWorkflow.id(image.key()), holder -> leases.obtainImage(image, holder));
  }

  private ApplicationFailure explain(LayerSpec failed, ActivityFailure failure) {
    Optional<ApplicationFailure> cause = FailureType.applicationFailureIn(failure);
    int index = request.layers().indexOf(failed);
    List<String> notStarted =
        request.layers().subList(index + 1, request.layers().size()).stream()
            .map(LayerSpec::template)
            .toList();
    String message =
        "cannot build '%s': layer '%s' failed%s: %s"
            .formatted(
                request.name(),
                failed.template(),
                notStarted.isEmpty() ? "" : " (not started: " + String.join(", ", notStarted) + ")",
                FailureType.reason(failure));
    return ApplicationFailure.newBuilder()
        .setMessage(message)
        .setType(cause.map(ApplicationFailure::getType).orElse(FailureType.IMAGE_ABORTED.name()))
        .setNonRetryable(true)
        .setCause(failure)
        .build();
  }
}
