package dev.kiln.workflows.capture;

import dev.kiln.model.AmiId;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.template.Slug;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.WorkflowClock;
import dev.kiln.workflows.copy.RegionReport;
import dev.kiln.workflows.copy.RegionTable;
import dev.kiln.workflows.copy.RegionalCopies;
import dev.kiln.workflows.image.Image;
import dev.kiln.workflows.image.ImageActivities;
import dev.kiln.workflows.share.ShareActivities;
import dev.kiln.workflows.share.SharingOutcome;
import dev.kiln.workflows.share.SharingStep;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** From an instance to its image. Read {@link #capture} from top to bottom. */
public final class CaptureWorkflowImpl implements CaptureWorkflow {
  private static final Logger LOG = Workflow.getLogger(CaptureWorkflowImpl.class);

  private final Request request;
  private final RegionalCopies copies;
  private final Instant started = WorkflowClock.now();
  private final String runId = Workflow.getInfo().getFirstExecutionRunId().replace("-", "");
  private final ImageActivities images = ActivityStubs.calls(ImageActivities.class);
  private final List<String> refused = new ArrayList<>();
  private Stage stage = Stage.EXAMINE;
  private Optional<CaptureActivities.CapturedInstance> instance = Optional.empty();
  private Optional<AmiId> ami = Optional.empty();
  private Optional<Long> storedBytes = Optional.empty();

  @WorkflowInit
  public CaptureWorkflowImpl(Request request) {
    this.request = request;
    this.copies = new RegionalCopies(request.distribution(), this::show);
  }

  @Override
  public Report capture(Request sameAsInit) {
    enter(Stage.EXAMINE);
    CaptureActivities.CapturedInstance source =
        ActivityStubs.calls(CaptureActivities.class)
            .examineInstance(request.region(), request.instance());
    instance = Optional.of(source);
    if (!request.distribution().isNowhere()) {
      copies.prepare(request.region(), Optional.empty());
    }
    if (request.dryRun()) {
      return captureProgress();
    }
    Image image = take(source);
    storedBytes = image.storedBytes();
    RegionalAmi home = new RegionalAmi(request.region(), image.ami());
    if (!request.distribution().regions().isEmpty()) {
      enter(Stage.COPY);
      copies.expect(source.architecture(), request.region());
      copies.carry(home, source.architecture());
    }
    if (request.publicly()) {
      enter(Stage.SHARE);
      Stream.concat(Stream.of(home), copied()).forEach(this::publish);
    }
    enter(Stage.DONE);
    return captureProgress();
  }

  /** Once Kiln has asked for the image, either it becomes available or nothing of it stays. */
  private Image take(CaptureActivities.CapturedInstance source) {
    ImageActivities.RegisterRequest register = registerRequest(source);
    boolean whole = false;
    try {
      enter(Stage.REGISTER);
      AmiId begun = images.registerImage(register);
      ami = Optional.of(begun);
      enter(Stage.SNAPSHOT);
      Image image =
          ActivityStubs.waits(ImageActivities.class, begun.value())
              .awaitImage(begun, register.key());
      Workflow.upsertTypedSearchAttributes(
          SearchAttributeUpdate.valueSet(SearchAttributes.AMI, begun.value()));
      whole = true;
      return image;
    } finally {
      if (!whole) {
        Workflow.newDetachedCancellationScope(this::discard).run();
      }
    }
  }

  /** If the removal fails, Kiln logs it and still reports the first failure. */
  private void discard() {
    try {
      images.removeLeftovers(
          new ImageActivities.Leftovers(
              request.region(), buildId(), Optional.empty(), true, false));
    } catch (ActivityFailure left) {
      LOG.warn("event=discard_failed capture={}", request.captureId(), left);
    }
  }

  private void publish(RegionalAmi image) {
    ShareActivities.Order order =
        new ShareActivities.Order(
            image, ShareActivities.Order.Change.GRANT, List.of(Grantee.PUBLIC), false);
    SharingStep sharing = new SharingStep();
    SharingOutcome outcome = sharing.apply(order, sharing.check(order));
    outcome.grants().stream()
        .filter(SharingOutcome.Grant::isRefused)
        .map(grant -> image + ": " + grant.reason().orElse("refused"))
        .forEach(refused::add);
    show();
  }

  private Stream<RegionalAmi> copied() {
    return others().stream()
        .flatMap(report -> report.ami().map(a -> new RegionalAmi(report.region(), a)).stream());
  }

  private List<RegionReport> others() {
    return copies.reports().stream()
        .filter(report -> !report.region().equals(request.region()))
        .toList();
  }

  private ImageActivities.RegisterRequest registerRequest(
      CaptureActivities.CapturedInstance source) {
    String template = Slug.of(request.template().orElse(request.name()));
    // No template has this hash, so no build takes a handmade image for its own layer.
    TemplateHash hash = new TemplateHash(runId.substring(runId.length() - 16));
    ImageKey key = new ImageKey(template, hash, source.architecture(), request.region());
    Map<String, String> tags =
        ImageTags.ofCapture(
            request.tags(),
            key,
            new ImageTags.Origin(request.name(), source.image(), buildId(), started),
            source.id());
    return new ImageActivities.RegisterRequest(
        source.id(),
        buildId(),
        key,
        amiName(),
        request.description().orElse("kiln: taken from " + source.id()),
        request.noReboot(),
        tags);
  }

  private String amiName() {
    return request.name() + "-" + buildId().substring(0, 8);
  }

  private String buildId() {
    return runId.substring(runId.length() - 12);
  }

  @Override
  public Report captureProgress() {
    return new Report(
        request,
        stage,
        amiName(),
        instance,
        ami,
        storedBytes,
        others(),
        refused,
        started,
        WorkflowClock.since(started));
  }

  private void enter(Stage next) {
    stage = next;
    show();
  }

  private void show() {
    List<RegionReport> regions = others();
    Workflow.setCurrentDetails(
        "**%s** of `%s` in %s: %s%s%s"
            .formatted(
                request.name(),
                instance.map(found -> found.id().value()).orElse(request.instance()),
                request.region(),
                stage.label().toLowerCase(java.util.Locale.ROOT),
                ami.map(id -> " `" + id + "`").orElse(""),
                regions.isEmpty() ? "" : RegionTable.of(regions)));
  }
}
