package dev.kiln.workflows.image;

import dev.kiln.model.AmiId;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.layer.BaseImage;
import dev.kiln.model.layer.SetupStep;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.WorkflowClock;
import dev.kiln.workflows.catalog.BaseAmi;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;

/** One attempt at making an image, on one builder. Read {@link #build} from top to bottom. */
final class ImageBuild {
  /** The build gives up after losing this many builders. The last is never a spot instance. */
  static final int ATTEMPTS = 3;

  /** The longest wait for an image before its boot test begins. */
  private static final Duration LONGEST_UNTESTED = Duration.ofDays(2);

  private static final Logger LOG = Workflow.getLogger(ImageBuild.class);

  private final ImageWorkflow.Spec spec;
  private final String buildId;
  private final ProgressLog progress;
  private final BaseAmi base;
  private final int attempt;
  private final Instant started = WorkflowClock.now();
  private final BuilderActivities builderCalls = ActivityStubs.calls(BuilderActivities.class);
  private final ImageActivities imageCalls = ActivityStubs.calls(ImageActivities.class);

  ImageBuild(
      ImageWorkflow.Spec spec, String buildId, ProgressLog progress, BaseAmi base, int attempt) {
    this.spec = spec;
    this.buildId = buildId;
    this.progress = progress;
    this.base = base;
    this.attempt = attempt;
  }

  Image build() {
    Optional<Builder> launched = Optional.empty();
    Instant expiry =
        spec.policy().expiry(WorkflowClock.now(), spec.layer().setup(), spec.layer().checks());
    boolean whole = false;
    boolean keepBuilder = false;
    try {
      Builder builder = launch(expiry);
      launched = Optional.of(builder);
      ready(builder);
      new SetupRun(builder, progress).run(spec.layer().setup());
      List<CheckResult> checks = check(builder);
      BuilderActivities.Shutdown shutdown = seal(builder);
      Image image = takeImage(builder, shutdown);
      whole = true;
      return image.builtIn(WorkflowClock.since(started), checks);
    } catch (TemporalFailure failure) {
      keepBuilder = launched.isPresent() && spec.policy().isWorthKeeping(failure);
      throw keepBuilder ? KeptBuilder.withHint(failure, launched.orElseThrow(), expiry) : failure;
    } finally {
      ImageActivities.Leftovers leftovers =
          new ImageActivities.Leftovers(
              spec.key().region(), buildId, launched.map(Builder::instance), keepBuilder, whole);
      Workflow.newDetachedCancellationScope(() -> cleanUp(leftovers)).run();
    }
  }

  /** A failed clean-up hides neither the image nor an error: what is left carries its expiry. */
  private void cleanUp(ImageActivities.Leftovers leftovers) {
    try {
      progress.step(
          Stage.CLEAN_UP, "", () -> imageCalls.removeLeftovers(leftovers), removed -> removed);
    } catch (ActivityFailure left) {
      LOG.warn("event=cleanup_failed build={}", buildId, left);
    }
  }

  private Builder launch(Instant expiry) {
    BuilderActivities.LaunchRequest request =
        new BuilderActivities.LaunchRequest(
            spec.key(),
            buildId,
            BuilderActivities.LaunchRequest.Purpose.BUILD,
            attempt,
            base,
            vendor(),
            spec.layer().machine(),
            spec.policy().spot() && attempt < ATTEMPTS,
            expiry);
    return progress.step(
        Stage.LAUNCH,
        "",
        () -> builderCalls.launchBuilder(request),
        launched -> launched.instance() + " (" + launched.instanceType() + ")");
  }

  private Optional<String> vendor() {
    return spec.parent().isEmpty() && spec.layer().base() instanceof BaseImage.Vendor vendor
        ? Optional.of(vendor.name())
        : Optional.empty();
  }

  private void ready(Builder builder) {
    progress.step(Stage.READY, "", () -> builderWaits("builder ready").awaitBuilder(builder));
  }

  private List<CheckResult> check(Builder builder) {
    if (spec.layer().checks().isEmpty()) {
      return List.of();
    }
    return progress.step(
        Stage.CHECK,
        "",
        () -> CheckVerdict.of(spec.layer(), CheckRun.on(builder, spec.layer().checks())),
        CheckVerdict::inWords);
  }

  private BuilderActivities.Shutdown seal(Builder builder) {
    SetupStep seal = Hygiene.step(spec.layer().hygiene());
    progress.step(
        Stage.SEAL, "", () -> builderWaits("seal").runStep(builder, seal, builder.token("seal")));
    return progress.step(
        Stage.STOP,
        "",
        () -> builderWaits("builder stopped").stopBuilder(builder),
        BuilderActivities.Shutdown::inWords);
  }

  /** Takes the image of the stopped builder, and tries once more if the cloud cannot make it. */
  private Image takeImage(Builder builder, BuilderActivities.Shutdown shutdown) {
    for (int number = 1; ; number++) {
      ImageActivities.RegisterRequest request = registerRequest(builder, shutdown, number);
      AmiId ami =
          progress.step(Stage.IMAGE, "", () -> imageCalls.registerImage(request), AmiId::toString);
      try {
        Image image =
            progress.step(
                Stage.IMAGE,
                "available",
                () ->
                    ActivityStubs.waits(ImageActivities.class, ami.value())
                        .awaitImage(ami, spec.key()),
                done -> done.name());
        Workflow.upsertTypedSearchAttributes(
            SearchAttributeUpdate.valueSet(SearchAttributes.AMI, ami.value()));
        return image;
      } catch (ActivityFailure failure) {
        if (number == 2 || !FailureType.IMAGE_FAILED.isCauseOf(failure)) {
          throw failure;
        }
        imageCalls.discardImage(ami, spec.key());
      }
    }
  }

  private ImageActivities.RegisterRequest registerRequest(
      Builder builder, BuilderActivities.Shutdown shutdown, int number) {
    String unique = buildId.substring(0, 8) + (number == 1 ? "" : "-" + number);
    double minutes = WorkflowClock.since(started).toMillis() / 60_000.0;
    ImageTags.Origin origin =
        new ImageTags.Origin(spec.name(), base.ami(), buildId, WorkflowClock.now());
    Map<String, String> tags = new TreeMap<>(ImageTags.of(spec.layer(), spec.key(), origin));
    tags.put(ImageTags.BUILD_MINUTES, String.format(Locale.ROOT, "%.2f", minutes));
    if (shutdown == BuilderActivities.Shutdown.FORCED) {
      tags.put(ImageTags.CONSISTENCY, "crash");
    }
    if (spec.layer().bootTest()) {
      Instant latest = WorkflowClock.now().plus(LONGEST_UNTESTED);
      Instant expiry = spec.policy().expiry(latest, List.of(), spec.layer().checks());
      tags.put(ImageTags.EXPIRES_AT, expiry.toString());
    }
    return new ImageActivities.RegisterRequest(
        builder.instance(),
        buildId,
        spec.key(),
        spec.name() + "-" + unique,
        "kiln: " + spec.key().template() + " " + spec.key().hash() + " on " + base.ami(),
        false,
        tags);
  }

  private BuilderActivities builderWaits(String summary) {
    return ActivityStubs.waits(BuilderActivities.class, summary);
  }
}
