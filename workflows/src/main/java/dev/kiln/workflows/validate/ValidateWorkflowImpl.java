package dev.kiln.workflows.validate;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.image.Validation;
import dev.kiln.model.layer.BaseImage;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.BuildId;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.WorkflowClock;
import dev.kiln.workflows.catalog.BaseAmi;
import dev.kiln.workflows.catalog.CatalogActivities;
import dev.kiln.workflows.image.BootTest;
import dev.kiln.workflows.image.CheckResult;
import dev.kiln.workflows.image.ImageActivities;
import dev.kiln.workflows.validate.ValidateWorkflow.Result.State;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowSemaphore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Four images at a time, each on its own instance. */
public final class ValidateWorkflowImpl implements ValidateWorkflow {
  /** Each costs an instance. This many finish soon and do not use up a quota. */
  private static final int AT_ONCE = 4;

  private final Request request;
  private final ValidationBoard board;
  private final CatalogActivities catalog = ActivityStubs.calls(CatalogActivities.class);
  private final ImageActivities imageCalls = ActivityStubs.calls(ImageActivities.class);

  @WorkflowInit
  public ValidateWorkflowImpl(Request request) {
    this.request = request;
    this.board = new ValidationBoard(request.name());
  }

  @Override
  public List<Result> validationProgress() {
    return board.snapshot();
  }

  @Override
  public Report validate(Request sameAsInit) {
    Instant started = WorkflowClock.now();
    List<ValidationBoard.Row> rows = board.lay(subjects());
    WorkflowSemaphore places = Workflow.newWorkflowSemaphore(AT_ONCE);
    List<Promise<Void>> tests = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      tests.add(Async.procedure(this::testInTurn, rows.get(i), i + 1, places));
    }
    // A test fails only if it is cancelled, and only after it has removed its instance.
    Optional<TemporalFailure> cancelled = Optional.empty();
    for (Promise<Void> test : tests) {
      try {
        test.get();
      } catch (TemporalFailure failure) {
        cancelled = Optional.of(failure);
      }
    }
    if (cancelled.isPresent()) {
      throw cancelled.get();
    }
    Duration elapsed = WorkflowClock.since(started);
    return new Report(request.validationId(), request.name(), board.snapshot(), elapsed);
  }

  /** The named images, and their equivalents in the other regions if requested. */
  private List<Request.Subject> subjects() {
    Map<ImageKey, Request.Subject> subjects = new LinkedHashMap<>();
    request.subjects().forEach(subject -> subjects.put(subject.key(), subject));
    if (request.everywhere()) {
      Region any = request.subjects().get(0).key().region();
      for (Region region : catalog.listRegions(any)) {
        for (Request.Subject named : request.subjects()) {
          ImageKey key = named.key();
          ImageKey there = new ImageKey(key.template(), key.hash(), key.architecture(), region);
          subjects.putIfAbsent(there, new Request.Subject(there, Optional.empty(), false));
        }
      }
    }
    return List.copyOf(subjects.values());
  }

  private void testInTurn(ValidationBoard.Row row, int number, WorkflowSemaphore places) {
    places.acquire();
    try {
      row.begun();
      test(row, BuildId.ofThisRun() + "-" + number);
    } catch (ActivityFailure failure) {
      if (CancellationScope.current().isCancelRequested()) {
        throw failure;
      }
      row.ended(State.ERROR, List.of(), Optional.of(FailureType.reason(failure)));
    } finally {
      places.release();
    }
  }

  private void test(ValidationBoard.Row row, String buildId) {
    Optional<AmiId> ami = row.ami().or(() -> newest(row.key()));
    if (ami.isEmpty()) {
      row.ended(row.wanted() ? State.MISSING : State.ABSENT, List.of(), Optional.empty());
      return;
    }
    row.found(ami.get());
    ImageKey key = row.key();
    BaseAmi image =
        catalog.resolveBase(new BaseImage.Pinned(ami.get()), key.architecture(), key.region());
    BootTest.Spec spec =
        new BootTest.Spec(
            key, image, buildId, request.checks(), request.machine(), request.policy());
    try {
      BootTest.Outcome outcome = new BootTest(spec, row.log()).run();
      record(ami.get(), key, outcome.validation());
      row.ended(state(outcome.validation()), outcome.checks(), outcome.kept());
    } catch (ActivityFailure failure) {
      if (!FailureType.NO_PROGRESS.isCauseOf(failure)) {
        throw failure;
      }
      record(ami.get(), key, Validation.FAILED);
      row.ended(State.FAILED, List.<CheckResult>of(), Optional.of(FailureType.reason(failure)));
    }
  }

  private Optional<AmiId> newest(ImageKey key) {
    return catalog.findImages(List.of(key)).stream()
        .filter(image -> image.state() == ImageState.AVAILABLE)
        .map(KilnImage::ami)
        .findFirst();
  }

  private void record(AmiId ami, ImageKey key, Validation validation) {
    if (request.recorded()) {
      Instant now = WorkflowClock.now();
      imageCalls.recordValidation(
          new ImageActivities.ValidationRecord(ami, key.region(), validation, now, false));
    }
  }

  private static State state(Validation validation) {
    return switch (validation) {
      case PASSED -> State.PASSED;
      case FAILED -> State.FAILED;
      case NOT_RUN -> State.NOT_RUN;
    };
  }
}
