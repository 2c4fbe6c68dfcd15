package dev.kiln.cli.work;

import dev.kiln.cli.json.ShareDocument;
import dev.kiln.cli.text.HumanText;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.share.ImageCopies;
import dev.kiln.workflows.share.PermissionsQuery;
import dev.kiln.workflows.share.PermissionsQuery.Detail;
import dev.kiln.workflows.share.PermissionsReport;
import dev.kiln.workflows.share.PermissionsWorkflow;
import dev.kiln.workflows.share.ShareReport;
import dev.kiln.workflows.share.ShareRequest;
import dev.kiln.workflows.share.ShareWorkflow;
import dev.kiln.workflows.share.SharingOrder.Change;
import dev.kiln.workflows.share.SharingOutcome;
import io.temporal.client.WorkflowClient;
import io.temporal.common.SearchAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A change of who may use images.
 *
 * @param images the images as they were read, for their names; may be empty
 */
public record SharingWork(List<KilnImage> images) implements PlainWork<ShareRequest, ShareReport> {
  private static final Kind<ShareRequest, ShareReport> KIND =
      new Kind<>(
          "sharing",
          workflowId -> workflowId.startsWith("grant-") || workflowId.startsWith("revoke-"),
          ShareWorkflow.class,
          ShareRequest.class,
          ShareReport.class,
          true,
          "permissions that were changed stay changed");

  public SharingWork {
    images = List.copyOf(images);
  }

  /** For work that was started earlier. */
  public SharingWork() {
    this(List.of());
  }

  @Override
  public Kind<ShareRequest, ShareReport> kind() {
    return KIND;
  }

  @Override
  public Ticket ticket(ShareRequest request) {
    return new Ticket(
        ShareWorkflow.id(request),
        request.name(),
        "%s %s: %s".formatted(request.change(), request.name(), request.grantees()),
        SearchAttributes.EMPTY,
        Optional.of("share " + request.name()),
        request.dryRun());
  }

  @Override
  public ShareReport query(WorkflowClient client, String workflowId) {
    return client.newWorkflowStub(ShareWorkflow.class, workflowId).shareProgress();
  }

  @Override
  public boolean isPartial(ShareReport progress) {
    return !progress.complete();
  }

  @Override
  public Optional<String> shortfall(ShareRequest request, ShareReport report, String retry) {
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
        "%s %s is %s: %d of %s refused (%s); fix the reasons above, then %s, which does only what is missing"
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
  public Map<String, Object> started(ShareRequest request, Run run) {
    return ShareDocument.started(run.id(), request.name());
  }

  @Override
  public Map<String, Object> status(ShareReport progress, Run run, Standing standing) {
    return ShareDocument.progress(run.id(), standing.state(), progress);
  }

  @Override
  public Map<String, Object> ended(
      ShareRequest request, ShareReport report, Run run, Optional<String> shortfall) {
    return ShareDocument.of(request, images, report);
  }

  /** Asks for the same again, for those images that still exist. */
  @Override
  public Optional<ShareRequest> again(Earlier<ShareRequest, ShareReport> earlier) {
    ShareRequest was = earlier.request();
    List<RegionalAmi> there =
        read(
                earlier.client(),
                new PermissionsQuery(regions(was), was.images().get(0).region(), Detail.IMAGES))
            .images()
            .stream()
            .map(ImageCopies::place)
            .filter(was.images()::contains)
            .toList();
    if (there.isEmpty()) {
      throw WorkFailure.failed(
          "cannot change again who may use '%s': none of its images exists any more"
              .formatted(was.name()));
    }
    return Optional.of(
        new ShareRequest(
            UniqueId.next(),
            was.name(),
            there,
            was.change(),
            was.grantees(),
            was.volumes(),
            was.dryRun()));
  }

  private static List<Region> regions(ShareRequest request) {
    return request.images().stream().map(RegionalAmi::region).distinct().toList();
  }

  /**
   * Reads which images there are, and who may use them.
   *
   * @throws WorkFailure if nobody can read them
   */
  public static PermissionsReport read(WorkflowClient client, PermissionsQuery query) {
    String where = query.regions().isEmpty() ? "all regions" : query.regions().toString();
    return new Starter(client)
        .ask(
            new Question<>(
                PermissionsWorkflow.class,
                PermissionsWorkflow::id,
                "read who may use images in " + where,
                Optional.of("read images"),
                reading -> reading.permissions(query)));
  }
}
