package dev.kiln.workflows.copy;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.ImageTags;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.BuildId;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.WorkflowClock;
import dev.kiln.workflows.lease.LeasedWork;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;

/** From an image to its copy. Read from {@link #findOrCopy} downwards. */
public final class CopyWorkflowImpl implements CopyWorkflow {
  /** A copy that fails twice in the same way fails for a reason. */
  private static final int TRIES = 2;

  private static final Logger LOG = Workflow.getLogger(CopyWorkflowImpl.class);

  private final Spec spec;
  private final Region destination;
  private final String copyId;
  private final LeasedWork<Copy> work;
  private final CopyActivities calls = ActivityStubs.calls(CopyActivities.class);

  @WorkflowInit
  public CopyWorkflowImpl(Spec spec) {
    this.spec = spec;
    this.destination = spec.destination();
    this.copyId = BuildId.ofThisRun();
    this.work = new LeasedWork<>(spec.grace());
  }

  @Override
  public void lease(String holder, int attempt) {
    work.lease(holder, attempt);
  }

  @Override
  public void release(String holder, int attempt) {
    work.release(holder, attempt);
  }

  @Override
  public List<String> holders() {
    return work.holders();
  }

  @Override
  public Copy copy(Spec sameAsInit) {
    Copy copy = work.run(this::findOrCopy);
    Workflow.upsertTypedSearchAttributes(
        SearchAttributeUpdate.valueSet(SearchAttributes.AMI, copy.ami().value()));
    return copy;
  }

  private Copy findOrCopy() {
    show("looking for a copy");
    CopyActivities.Source source = calls.readCopySource(spec.source());
    Optional<Copy> found = find(source);
    if (found.isPresent()) {
      return found.get();
    }
    for (int number = 1; ; number++) {
      try {
        return copy(source, number);
      } catch (ActivityFailure failure) {
        if (number == TRIES || !FailureType.IMAGE_FAILED.isCauseOf(failure)) {
          throw failure;
        }
      }
    }
  }

  /** An existing copy. The run waits for a pending one, and ignores it if it fails. */
  private Optional<Copy> find(CopyActivities.Source source) {
    Optional<CopyActivities.Found> found = calls.findCopy(source, spec);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(await(source, found.get().image()).asFound());
    } catch (ActivityFailure failed) {
      if (found.get().pending() && FailureType.IMAGE_FAILED.isCauseOf(failed)) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  private Copy copy(CopyActivities.Source source, int number) {
    Instant started = WorkflowClock.now();
    String token = copyId + "-" + number;
    Map<String, String> tags = ImageTags.ofCopy(source.tags(), source.image(), destination, token);
    Optional<AmiId> begun = Optional.empty();
    boolean whole = false;
    try {
      show("requesting the copy");
      AmiId ami = calls.beginCopy(new CopyActivities.Request(spec, source, token, tags));
      begun = Optional.of(ami);
      Copy copy = await(source, new RegionalAmi(destination, ami));
      whole = true;
      return copy.copiedIn(WorkflowClock.since(started));
    } finally {
      if (!whole) {
        Optional<AmiId> known = begun;
        Workflow.newDetachedCancellationScope(() -> discard(known)).run();
      }
    }
  }

  private Copy await(CopyActivities.Source source, RegionalAmi copy) {
    show("waiting for `" + copy.ami() + "`");
    Copy ready =
        ActivityStubs.waits(CopyActivities.class, copy.ami().value())
            .awaitCopy(copy, spec.key(), source.encrypted());
    show("`" + copy.ami() + "` is available");
    return ready;
  }

  /** If the removal fails, Kiln logs it and still reports the first failure. */
  private void discard(Optional<AmiId> begun) {
    try {
      calls.discardCopies(destination, copyId, begun);
    } catch (ActivityFailure left) {
      LOG.warn("event=discard_failed copy={} region={}", copyId, destination, left);
    }
  }

  private void show(String progress) {
    Workflow.setCurrentDetails(
        "`%s` to %s: %s".formatted(spec.source().ami(), destination, progress));
  }
}
