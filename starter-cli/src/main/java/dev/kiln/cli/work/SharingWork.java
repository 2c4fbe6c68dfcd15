package dev.kiln.cli.work;

import dev.kiln.cli.json.ShareDocument;
import dev.kiln.cli.text.HumanText;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.share.ImageCopies;
import dev.kiln.workflows.share.ShareActivities.Order.Change;
import dev.kiln.workflows.share.ShareWorkflow;
import dev.kiln.workflows.share.SharingOutcome;
import io.temporal.client.WorkflowClient;
import io.temporal.common.SearchAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A change of launch permissions.
 *
 * @param images the images, for their names; may be empty
 */
public record SharingWork(List<KilnImage> images)
    implements PlainWork<ShareWorkflow.Request, ShareWorkflow.Report> {
  private static final Kind<ShareWorkflow.Request, ShareWorkflow.Report> KIND =
      new Kind<>(
          "sharing",
          workflowId -> workflowId.startsWith("grant-") || workflowId.startsWith("revoke-"),
          ShareWorkflow.class,
          ShareWorkflow.Request.class,
          ShareWorkflow.Report.class,
          true,
          "permissions already changed stay changed");

  public SharingWork {
    images = List.copyOf(images);
  }

  /** For work started earlier. */
  public SharingWork() {
    this(List.of());
  }

  @Override
  public Kind<ShareWorkflow.Request, ShareWorkflow.Report> kind() {
    return KIND;
  }

  @Override
  public Ticket ticket(ShareWorkflow.Request request) {
    return new Ticket(
        ShareWorkflow.id(request),
        request.name(),
        "%s %s: %s".formatted(request.change(), request.name(), request.grantees()),
        SearchAttributes.EMPTY,
        Optional.of("share " + request.name()),
        request.dryRun());
  }

  @Override
  public ShareWorkflow.Report query(WorkflowClient client, String workflowId) {
    return client.newWorkflowStub(ShareWorkflow.class, workflowId).shareProgress();
  }

  @Override
  public boolean isPartial(ShareWorkflow.Report progress) {
    return !progress.complete();
  }

  @Override
  public Optional<String> shortfall(
      ShareWorkflow.Request request, ShareWorkflow.Report report, String retry) {
    List<SharingOutcome> refused =
        report.outcomes().stream().filter(outcome -> !outcome.complete()).toList();
    if (refused.isEmpty()) {
      return Optional.empty();
    }
    boolean some =
        report.outcomes().stream()
            .flatMap(outcome -> outcome.grants().stream())
            .anyMatch(grant -> !grant.isRefused());
    String images =
        refused.stream()
            .map(SharingOutcome::image)
            .map(RegionalAmi::toString)
            .collect(Collectors.joining(", "));
    return Optional.of(
        "%s %s is %s: %d of %s refused (%s); fix the reasons above, then do the rest with %s"
            .formatted(
                request.change() == Change.GRANT ? "sharing" : "unsharing",
                request.name(),
                some ? "partial" : "refused",
                refused.size(),
                HumanText.count(report.outcomes().size(), "image"),
                images,
                retry));
  }

  @Override
  public Map<String, Object> started(ShareWorkflow.Request request, Run run) {
    return ShareDocument.started(run.id(), request.name());
  }

  @Override
  public Map<String, Object> status(ShareWorkflow.Report progress, Run run, Standing standing) {
    return ShareDocument.progress(run.id(), standing.state(), progress);
  }

  @Override
  public Map<String, Object> ended(
      ShareWorkflow.Request request,
      ShareWorkflow.Report report,
      Run run,
      Optional<String> shortfall) {
    return ShareDocument.of(request, images, report);
  }

  /** Repeats the request for the images that still exist. */
  @Override
  public Optional<ShareWorkflow.Request> again(
      Earlier<ShareWorkflow.Request, ShareWorkflow.Report> earlier) {
    ShareWorkflow.Request was = earlier.request();
    List<RegionalAmi> there =
        Listing.of(earlier.client(), regions(was), was.images().get(0).region(), List.of())
            .images()
            .stream()
            .map(ImageCopies::place)
            .filter(was.images()::contains)
            .toList();
    if (there.isEmpty()) {
      throw WorkFailure.failed(
          "cannot change the permissions of '%s' again: none of its images exists any more"
              .formatted(was.name()));
    }
    return Optional.of(
        new ShareWorkflow.Request(
            UniqueId.next(),
            was.name(),
            there,
            was.change(),
            was.grantees(),
            was.volumes(),
            was.dryRun()));
  }

  private static List<Region> regions(ShareWorkflow.Request request) {
    return request.images().stream().map(RegionalAmi::region).distinct().toList();
  }
}
