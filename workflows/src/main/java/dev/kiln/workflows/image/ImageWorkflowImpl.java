package dev.kiln.workflows.image;

import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.layer.BaseImage;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.BuildId;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.catalog.BaseAmi;
import dev.kiln.workflows.catalog.CatalogActivities;
import dev.kiln.workflows.lease.LeasedWork;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;

/** From a cache key to an image. Read from {@link #findOrBuild} downwards. */
public final class ImageWorkflowImpl implements ImageWorkflow {
  private static final Logger LOG = Workflow.getLogger(ImageWorkflowImpl.class);

  private final Spec spec;
  private final String buildId;
  private final ProgressLog progress;
  private final LeasedWork<Image> work;
  private final CatalogActivities catalog = ActivityStubs.calls(CatalogActivities.class);

  @WorkflowInit
  public ImageWorkflowImpl(Spec spec) {
    this.spec = spec;
    this.work = new LeasedWork<>(spec.policy().grace());
    this.buildId = BuildId.ofThisRun();
    this.progress =
        new ProgressLog(
            "**%s** `%s` %s in %s"
                .formatted(
                    spec.key().template(),
                    spec.key().hash(),
                    spec.key().architecture(),
                    spec.key().region()));
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
  public Progress progress() {
    return progress.snapshot(spec.key().template());
  }

  @Override
  public List<BuilderActivities.LogPage> logPages(int output, int from) {
    return progress.logPages(output, from);
  }

  @Override
  public Image obtain(Spec sameAsInit) {
    return work.run(this::findOrBuild);
  }

  private Image findOrBuild() {
    if (!spec.rebuild()) {
      Optional<Image> found = progress.step(Stage.FIND, "", this::find, ImageWorkflowImpl::idOf);
      if (found.isPresent()) {
        return found.get();
      }
      if (spec.elsewhere().isPresent()) {
        return copy(spec.elsewhere().get());
      }
    }
    BaseAmi base =
        progress.step(
            Stage.BASE,
            "",
            () -> catalog.resolveBase(baseImage(), spec.key().architecture(), spec.key().region()),
            found ->
                found.ami()
                    + " ("
                    + found.name()
                    + found.doubt().map(doubt -> "; " + doubt).orElse("")
                    + ")");
    Image image = build(base);
    recordSize(image);
    return spec.layer().bootTest()
        ? new Acceptance(spec, buildId, progress).accept(image, base)
        : image;
  }

  /** Whoever lists images later need not measure them. Nothing depends on it. */
  private void recordSize(Image image) {
    if (Workflow.getVersion("record-size", Workflow.DEFAULT_VERSION, 1) < 1) {
      return;
    }
    try {
      ActivityStubs.looks(ImageActivities.class)
          .recordSize(
              new ImageActivities.SizeQuery(
                  image.ami(), spec.key().region(), spec.parent(), image.storedBytes()));
    } catch (ActivityFailure unmeasured) {
      if (CancellationScope.current().isCancelRequested()) {
        throw unmeasured;
      }
      LOG.warn("event=size_not_recorded ami={}", image.ami(), unmeasured);
    }
  }

  private Image copy(RegionalAmi source) {
    return progress.step(
        Stage.COPY,
        "",
        () -> new CopyFromElsewhere(spec.key(), spec.policy().grace()).of(source),
        image -> image.ami() + " (from " + source + ")");
  }

  private Image build(BaseAmi base) {
    for (int attempt = 1; ; attempt++) {
      try {
        return new ImageBuild(spec, buildId, progress, base, attempt).build();
      } catch (ActivityFailure failure) {
        if (attempt == ImageBuild.ATTEMPTS || !FailureType.BUILDER_LOST.isCauseOf(failure)) {
          throw failure;
        }
      }
    }
  }

  /** The newest available image of the key. The run waits for an unfinished one. */
  private Optional<Image> find() {
    List<KilnImage> images = catalog.findImages(List.of(spec.key()));
    for (KilnImage image : images) {
      if (image.state() == ImageState.AVAILABLE) {
        return Optional.of(found(image));
      }
    }
    for (KilnImage image : images) {
      if (image.state() == ImageState.PENDING) {
        try {
          return Optional.of(
              ActivityStubs.waits(ImageActivities.class, image.ami().value())
                  .awaitImage(image.ami(), spec.key()));
        } catch (ActivityFailure failed) {
          if (!FailureType.IMAGE_FAILED.isCauseOf(failed)) {
            throw failed;
          }
        }
      }
    }
    return Optional.empty();
  }

  private BaseImage baseImage() {
    return spec.parent().<BaseImage>map(BaseImage.Pinned::new).orElse(spec.layer().base());
  }

  private Image found(KilnImage image) {
    return new Image(
        image.ami(),
        image.key(),
        image.name(),
        Image.Origin.FOUND,
        image.baseAmi(),
        image.created(),
        Optional.ofNullable(image.tags().get(ImageTags.BUILD_ID)),
        Duration.ZERO,
        List.of(),
        image.sizeGib(),
        image.fullSizeBytes());
  }

  private static String idOf(Optional<Image> found) {
    return found.map(image -> image.ami().value()).orElse("none");
  }
}
