package dev.kiln.workflows.image;

import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.layer.BaseImage;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.BuildId;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** From a cache key to an image: read from {@link #findOrBuild} downwards. */
public final class ImageWorkflowImpl implements ImageWorkflow {
  private final ImageSpec spec;
  private final String buildId;
  private final ProgressLog progress;
  private final Holders holders = new Holders();
  private final CatalogActivities catalog = ActivityStubs.calls(CatalogActivities.class);

  @WorkflowInit
  public ImageWorkflowImpl(ImageSpec spec) {
    this.spec = spec;
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
    holders.lease(holder, attempt);
  }

  @Override
  public void release(String holder, int attempt) {
    holders.release(holder, attempt);
  }

  @Override
  public List<String> holders() {
    return holders.names();
  }

  @Override
  public ImageProgress progress() {
    return progress.snapshot(spec.key().template());
  }

  @Override
  public Image obtain(ImageSpec sameAsInit) {
    CompletablePromise<Image> image = Workflow.newPromise();
    CancellationScope work =
        Workflow.newCancellationScope(() -> image.completeFrom(Async.function(this::findOrBuild)));
    work.run();
    boolean abandoned = awaitImageOrAbandonment(image);
    if (abandoned) {
      work.cancel("no build waits for this image any more");
    }
    try {
      return image.get();
    } catch (ActivityFailure | CanceledFailure ended) {
      throw abandoned ? abandonment() : asApplicationFailure(ended);
    }
  }

  /** Returns true if the last holder left and nobody came within the grace. */
  private boolean awaitImageOrAbandonment(CompletablePromise<Image> image) {
    try {
      while (true) {
        Workflow.await(() -> image.isCompleted() || holders.isEmpty());
        if (image.isCompleted()) {
          return false;
        }
        boolean wanted =
            Workflow.await(spec.policy().grace(), () -> image.isCompleted() || !holders.isEmpty());
        if (!wanted) {
          return true;
        }
      }
    } catch (CanceledFailure cancelledFromOutside) {
      return false; // the work's scope is cancelled with us, and tells how it ended
    }
  }

  private Image findOrBuild() {
    if (!spec.rebuild()) {
      Optional<Image> found = progress.step(Stage.FIND, "", this::find, ImageWorkflowImpl::idOf);
      if (found.isPresent()) {
        return found.get();
      }
    }
    BaseAmi base =
        progress.step(
            Stage.BASE,
            "",
            () -> catalog.resolveBase(baseImage(), spec.key().architecture(), spec.key().region()),
            found -> found.ami() + " (" + found.name() + ")");
    Image image = build(base);
    return spec.layer().bootTest()
        ? new Acceptance(spec, buildId, progress).accept(image, base)
        : image;
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

  /** The newest available image of the key; one still being made is waited for. */
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

  private static TemporalFailure abandonment() {
    return FailureType.IMAGE_ABANDONED
        .builder("every build that waited for this image was cancelled")
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }

  /** The activity's own failure is what the waiting builds are told, type and message unchanged. */
  private static TemporalFailure asApplicationFailure(TemporalFailure failure) {
    return FailureType.applicationFailureIn(failure).<TemporalFailure>map(f -> f).orElse(failure);
  }
}
