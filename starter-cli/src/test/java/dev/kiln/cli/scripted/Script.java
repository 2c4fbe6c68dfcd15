package dev.kiln.cli.scripted;

import dev.kiln.model.AmiId;
import dev.kiln.model.diff.ContentDiff;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.image.Lineage;
import dev.kiln.model.share.Permissions;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.build.PlanWorkflow;
import dev.kiln.workflows.capture.CaptureWorkflow;
import dev.kiln.workflows.image.BuilderActivities;
import dev.kiln.workflows.image.ImageWorkflow;
import dev.kiln.workflows.janitor.JanitorWorkflow;
import dev.kiln.workflows.matrix.MatrixWorkflow;
import dev.kiln.workflows.share.ShareWorkflow;
import dev.kiln.workflows.validate.ValidateWorkflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The script for the workflows of one test. */
public final class Script {
  /**
   * One state of a build, held until the command line has queried it.
   *
   * @param layers the state of each layer
   * @param images the progress of the runs
   */
  public record Scene(
      List<BuildWorkflow.LayerReport> layers, Map<ImageKey, ImageWorkflow.Progress> images) {
    public Scene {
      layers = List.copyOf(layers);
      images = Map.copyOf(images);
    }
  }

  private record Held(Scene scene, CountDownLatch asked) {}

  private final List<Held> scenes = new ArrayList<>();
  private List<BuildWorkflow.LayerReport> report = List.of();
  private Optional<String> failure = Optional.empty();
  private boolean untilCancelled;
  private boolean deafToCancel;
  private List<KilnImage> images = List.of();
  private List<BuilderActivities.LogPage> pages = List.of();
  private JanitorWorkflow.Report janitor = new JanitorWorkflow.Report(List.of(), List.of());
  private Lineage lineage = Lineage.UNASKED;
  private ContentDiff content = ContentDiff.untold("AWS does not show the content of an image");
  private Function<BuildWorkflow.Request, PlanWorkflow.Plan> plan =
      request -> new PlanWorkflow.Plan(List.of());
  private Map<AmiId, Permissions> permissions = Map.of();
  private Function<ShareWorkflow.Request, ShareWorkflow.Report> sharing =
      request -> new ShareWorkflow.Report(List.of());
  private Function<ValidateWorkflow.Request, ValidateWorkflow.Report> validation =
      request -> new ValidateWorkflow.Report("", request.name(), List.of(), Duration.ZERO);
  private Function<CaptureWorkflow.Request, CaptureWorkflow.Report> capture =
      request -> {
        throw new IllegalStateException("the script has no end for a capture");
      };
  private Function<MatrixWorkflow.Request, MatrixWorkflow.Report> matrix =
      request -> new MatrixWorkflow.Report(List.of(), Duration.ZERO);
  private volatile Optional<CaptureWorkflow.Request> captureRequest = Optional.empty();
  private volatile Optional<ValidateWorkflow.Request> validateRequest = Optional.empty();
  private volatile Optional<ShareWorkflow.Request> shareRequest = Optional.empty();
  private volatile int lastAsked;
  private volatile Optional<BuildWorkflow.Request> request = Optional.empty();

  /** The expired resources that the janitor finds. */
  public Script janitorFinds(JanitorWorkflow.Report report) {
    janitor = report;
    return this;
  }

  JanitorWorkflow.Report janitor() {
    return janitor;
  }

  /** Adds a state. */
  public Script scene(Scene scene) {
    scenes.add(new Held(scene, new CountDownLatch(1)));
    return this;
  }

  /** The build succeeds. */
  public Script reports(List<BuildWorkflow.LayerReport> layers) {
    report = List.copyOf(layers);
    return this;
  }

  /** The build fails. */
  public Script fails(String message) {
    failure = Optional.of(message);
    return this;
  }

  /** After its states the build waits for a cancellation. */
  public Script waitsToBeCancelled() {
    untilCancelled = true;
    return this;
  }

  /** After its states the build continues forever, cancelled or not. */
  public Script neverEnds() {
    deafToCancel = true;
    return this;
  }

  /** Returns once the command line has queried the last state. */
  public void awaitLastAsked() {
    try {
      awaitAsked(scenes.size() - 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the test ended before its last scene", e);
    }
  }

  /** The pages of every step's output. */
  public Script pages(List<BuilderActivities.LogPage> printed) {
    pages = List.copyOf(printed);
    return this;
  }

  List<BuilderActivities.LogPage> pages() {
    return pages;
  }

  /** The images that the catalogue lists. */
  public Script images(List<KilnImage> there) {
    images = List.copyOf(there);
    return this;
  }

  /** The difference in content of any two images. */
  public Script content(ContentDiff difference) {
    content = difference;
    return this;
  }

  /** The lineage from the cloud, beside the tags. */
  public Script lineage(Lineage known) {
    lineage = known;
    return this;
  }

  /** The answer to a dry run. */
  public Script plans(Function<BuildWorkflow.Request, PlanWorkflow.Plan> answer) {
    plan = answer;
    return this;
  }

  /** The end of a capture. */
  public Script captures(Function<CaptureWorkflow.Request, CaptureWorkflow.Report> ending) {
    capture = ending;
    return this;
  }

  /** The last requested capture, if any. */
  public Optional<CaptureWorkflow.Request> captureRequest() {
    return captureRequest;
  }

  CaptureWorkflow.Report capture(CaptureWorkflow.Request asked) {
    captureRequest = Optional.of(asked);
    return capture.apply(asked);
  }

  /** The end of a build-all. */
  public Script buildsAll(Function<MatrixWorkflow.Request, MatrixWorkflow.Report> ending) {
    matrix = ending;
    return this;
  }

  MatrixWorkflow.Report buildAll(MatrixWorkflow.Request asked) {
    return matrix.apply(asked);
  }

  /** The end of a validation. */
  public Script validates(Function<ValidateWorkflow.Request, ValidateWorkflow.Report> ending) {
    validation = ending;
    return this;
  }

  /** The last requested validation, if any. */
  public Optional<ValidateWorkflow.Request> validateRequest() {
    return validateRequest;
  }

  ValidateWorkflow.Report validate(ValidateWorkflow.Request asked) {
    validateRequest = Optional.of(asked);
    return validation.apply(asked);
  }

  /** The permissions of the images, and the end of a change. */
  public Script sharing(
      Map<AmiId, Permissions> there, Function<ShareWorkflow.Request, ShareWorkflow.Report> change) {
    permissions = Map.copyOf(there);
    sharing = change;
    return this;
  }

  /** The last requested change of permissions, if any. */
  public Optional<ShareWorkflow.Request> shareRequest() {
    return shareRequest;
  }

  ShareWorkflow.Report share(ShareWorkflow.Request asked) {
    shareRequest = Optional.of(asked);
    return sharing.apply(asked);
  }

  Map<AmiId, Permissions> permissions() {
    return permissions;
  }

  /** The request of the last build. */
  public BuildWorkflow.Request request() {
    return request.orElseThrow();
  }

  void started(BuildWorkflow.Request asked) {
    request = Optional.of(asked);
  }

  List<Scene> scenes() {
    return scenes.stream().map(Held::scene).toList();
  }

  void asked(int index) {
    lastAsked = index;
    scenes.get(index).asked().countDown();
  }

  /** The progress of a run in the scene that was queried last. */
  ImageWorkflow.Progress progressOf(String runId) {
    return scenes().get(lastAsked).images().entrySet().stream()
        .filter(entry -> ImageWorkflow.id(entry.getKey()).equals(runId))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  /** The images with a run in any scene. */
  Set<ImageKey> runs() {
    return scenes.stream()
        .flatMap(held -> held.scene().images().keySet().stream())
        .collect(Collectors.toSet());
  }

  void awaitAsked(int index) throws InterruptedException {
    scenes.get(index).asked().await();
  }

  List<BuildWorkflow.LayerReport> report() {
    return report;
  }

  Optional<String> failure() {
    return failure;
  }

  boolean untilCancelled() {
    return untilCancelled;
  }

  boolean deafToCancel() {
    return deafToCancel;
  }

  ContentDiff content() {
    return content;
  }

  Lineage lineage() {
    return lineage;
  }

  List<KilnImage> images() {
    return images;
  }

  PlanWorkflow.Plan plan(BuildWorkflow.Request asked) {
    return plan.apply(asked);
  }
}
