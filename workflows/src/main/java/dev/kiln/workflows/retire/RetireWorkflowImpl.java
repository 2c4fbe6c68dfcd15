package dev.kiln.workflows.retire;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.retire.Candidate;
import dev.kiln.model.retire.KnownUses;
import dev.kiln.model.retire.OrphanSnapshot;
import dev.kiln.model.retire.OwnedImage;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.catalog.CatalogActivities;
import dev.kiln.workflows.registry.RegistryActivities;
import dev.kiln.workflows.retire.RetireWorkflow.ImageFate.Outcome;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowSemaphore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Each image on its own: one that fails never stops the others. */
public final class RetireWorkflowImpl implements RetireWorkflow {
  private static final int AT_ONCE = 8;

  private final Request request;
  private final RetireProgress progress;
  private final RetireActivities retire = ActivityStubs.calls(RetireActivities.class);
  private final UseSurvey survey =
      new UseSurvey(
          ActivityStubs.calls(UseActivities.class),
          ActivityStubs.calls(CatalogActivities.class),
          ActivityStubs.calls(RegistryActivities.class));
  private final CancellationScope asked = CancellationScope.current();

  /**
   * The images that existed at the start. If such an image is gone, this run deleted it and the
   * reply was lost.
   */
  private final Set<RegionalAmi> seen = new HashSet<>();

  @WorkflowInit
  public RetireWorkflowImpl(Request request) {
    this.request = request;
    this.progress = new RetireProgress(request);
  }

  @Override
  public Report retireProgress() {
    return progress.report();
  }

  @Override
  public Report retire(Request sameAsInit) {
    progress.show();
    // Finish what has begun: a half-deleted image leaves a snapshot that nobody knows.
    Workflow.newDetachedCancellationScope(
            request.action() == Action.DELETE ? this::deleteAll : this::changeAll)
        .run();
    return progress.report();
  }

  /** Newest first: an image built on another one is newer, and must go before it. */
  private void deleteAll() {
    WorkflowSemaphore turns = Workflow.newWorkflowSemaphore(AT_ONCE);
    Map<RegionalAmi, Promise<ImageFate>> fates = new LinkedHashMap<>();
    for (Candidate candidate : judgedAgain()) {
      OwnedImage image = candidate.image();
      List<Promise<ImageFate>> builtOnIt =
          request.images().stream()
              .filter(other -> other.needs(image.image().ami()))
              .flatMap(other -> Optional.ofNullable(fates.get(other.image())).stream())
              .toList();
      fates.put(image.image(), Async.function(this::delete, candidate, builtOnIt, turns));
    }
    fates.values().forEach(Promise::get);
    removeOrphans();
    noteRecoverable();
  }

  /** Looks again: the facts may have changed since the user confirmed. */
  private List<Candidate> judgedAgain() {
    List<OwnedImage> dependents = List.of();
    KnownUses known = KnownUses.NONE;
    if (!request.force()) {
      List<Region> asked = request.regions();
      List<Region> regions = survey.regions(request.home(), asked);
      dependents =
          Workflow.getVersion("recheck-images", Workflow.DEFAULT_VERSION, 1) < 1
              ? allImages(regions, asked)
              : recheck(regions, asked);
      known =
          survey.channels(request.images(), request.registry()).and(survey.uses(request.images()));
    }
    return Candidate.of(request.images(), dependents, known).stream()
        .sorted(
            Comparator.comparing((Candidate candidate) -> candidate.image().created()).reversed())
        .toList();
  }

  private List<OwnedImage> recheck(List<Region> regions, List<Region> asked) {
    SurveyActivities.Recheck found =
        ActivityStubs.calls(SurveyActivities.class)
            .recheckImages(
                new SurveyActivities.RecheckQuery(
                    request.images().stream().map(OwnedImage::image).toList(), regions, asked));
    seen.addAll(found.there());
    return found.dependents();
  }

  private List<OwnedImage> allImages(List<Region> regions, List<Region> asked) {
    List<OwnedImage> all = survey.images(regions, asked);
    all.forEach(image -> seen.add(image.image()));
    return all;
  }

  private ImageFate delete(
      Candidate candidate, List<Promise<ImageFate>> builtOnIt, WorkflowSemaphore turns) {
    List<ImageFate> before = builtOnIt.stream().map(Promise::get).toList();
    turns.acquire();
    try {
      ImageFate fate =
          refusal(candidate, before)
              .map(reason -> ImageFate.of(candidate.image(), Outcome.REFUSED, reason))
              .orElseGet(() -> remove(candidate.image()));
      progress.ended(fate);
      return fate;
    } finally {
      turns.release();
    }
  }

  private Optional<String> refusal(Candidate candidate, List<ImageFate> builtOnIt) {
    if (asked.isCancelRequested()) {
      return Optional.of("the deletion was cancelled before this image's turn");
    }
    if (candidate.obstacle().isPresent() || request.force()) {
      return candidate.obstacle();
    }
    return candidate
        .refusal()
        .or(
            () ->
                builtOnIt.stream()
                    .filter(fate -> !fate.succeeded())
                    .findFirst()
                    .map(fate -> fate.image().label() + ", built on it, could not be deleted"))
        .or(() -> request.askOthers() ? others(candidate.image()) : Optional.empty());
  }

  /** Where a plan has too many images to ask about each, the answer comes just before its end. */
  private Optional<String> others(OwnedImage image) {
    return Candidate.of(List.of(image), List.of(), survey.usesByOthers(List.of(image)))
        .get(0)
        .refusal();
  }

  private ImageFate remove(OwnedImage image) {
    RetireActivities.Deregistered end;
    try {
      end = retire.deregisterImage(image.image());
    } catch (ActivityFailure failure) {
      return ImageFate.of(image, Outcome.FAILED, FailureType.reason(failure));
    }
    List<SnapshotFate> snapshots = new ArrayList<>();
    end.snapshots().forEach(id -> snapshots.add(SnapshotFate.gone(id)));
    List<String> left =
        image.snapshots().stream().filter(id -> !end.snapshots().contains(id)).toList();
    Outcome outcome = end.wasThere() || seen.contains(image.image()) ? Outcome.DONE : Outcome.GONE;
    try {
      if (!left.isEmpty()) {
        snapshots.addAll(retire.removeSnapshots(image.image().region(), left));
      }
      return new ImageFate(image, outcome, "", snapshots, Optional.empty());
    } catch (ActivityFailure failure) {
      String reason = FailureType.reason(failure);
      left.forEach(id -> snapshots.add(SnapshotFate.kept(id, reason)));
      String message = "it is deregistered, but its snapshots are left; kiln ami gc finds them";
      return new ImageFate(image, Outcome.FAILED, message, snapshots, Optional.empty());
    }
  }

  private void removeOrphans() {
    Map<Region, List<String>> byRegion =
        request.orphans().stream()
            .collect(
                Collectors.groupingBy(
                    OrphanSnapshot::region,
                    TreeMap::new,
                    Collectors.mapping(OrphanSnapshot::id, Collectors.toList())));
    byRegion.forEach(
        (region, ids) -> {
          try {
            progress.orphans(retire.removeSnapshots(region, ids));
          } catch (ActivityFailure failure) {
            String reason = FailureType.reason(failure);
            progress.orphans(ids.stream().map(id -> SnapshotFate.kept(id, reason)).toList());
          }
        });
  }

  /** Useful to know, but not a reason to fail if the worker lacks the permission. */
  private void noteRecoverable() {
    RetireActivities look = ActivityStubs.looks(RetireActivities.class);
    for (Region region : request.regions()) {
      List<AmiId> deleted = progress.deletedIn(region);
      try {
        if (!deleted.isEmpty()) {
          progress.recoverable(look.findRecoverable(region, deleted));
        }
      } catch (ActivityFailure failure) {
        Workflow.getLogger(RetireWorkflowImpl.class).info("event=recycle_bin_unread", failure);
      }
    }
  }

  private void changeAll() {
    List<Promise<Void>> changes =
        request.images().stream().map(image -> Async.procedure(this::change, image)).toList();
    changes.forEach(Promise::get);
  }

  private void change(OwnedImage image) {
    try {
      switch (request.action()) {
        case DEPRECATE -> retire.deprecateImage(image.image(), request.at().orElse(Instant.EPOCH));
        case DISABLE -> retire.disableImage(image.image());
        case ENABLE -> retire.enableImage(image.image());
        case DELETE -> throw new IllegalStateException("a deletion does not come here");
      }
      progress.ended(ImageFate.of(image, Outcome.DONE, ""));
    } catch (ActivityFailure failure) {
      progress.ended(ImageFate.of(image, Outcome.FAILED, FailureType.reason(failure)));
    }
  }
}
