package dev.kiln.cli.share;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.ami.ImageSearch;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.copy.Retry;
import dev.kiln.model.Region;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.share.ImageCopies;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.share.PermissionsWorkflow;
import dev.kiln.workflows.share.PermissionsWorkflow.Query.Detail;
import dev.kiln.workflows.share.ShareWorkflow;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Our images in all regions, or in those that the user named, read through a worker. */
final class SharedImages {
  private final Connection connection;
  private final PermissionsWorkflow.Report report;
  private final ImageCopies copies;
  private final ImageSearch search;

  private SharedImages(
      Connection connection, PermissionsWorkflow.Report report, List<Region> regions) {
    this.connection = connection;
    this.report = report;
    this.copies = ImageCopies.of(report.images());
    this.search = new ImageSearch(homeFirst(report, connection.defaultRegion()), regions);
  }

  /** A name stands for the image in the user's own region if there is one. */
  private static List<KilnImage> homeFirst(PermissionsWorkflow.Report report, Region home) {
    return report.images().stream()
        .sorted(Comparator.comparing(image -> !image.key().region().equals(home)))
        .toList();
  }

  /**
   * Reads them. A region that cannot be read is told; if the user named it, it is an error.
   *
   * @throws CliFailure if a region that was named cannot be read
   */
  static SharedImages read(Invocation invocation, Connection connection, Detail detail) {
    List<Region> named = invocation.regions();
    PermissionsWorkflow reading =
        connection
            .client()
            .newWorkflowStub(
                PermissionsWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(TaskQueues.BUILD)
                    .setWorkflowId(PermissionsWorkflow.id(unique()))
                    .setStaticSummary(
                        "who may use images in " + (named.isEmpty() ? "all regions" : named))
                    .build());
    PermissionsWorkflow.Report report =
        orExplained(
            "read images",
            () ->
                reading.permissions(
                    new PermissionsWorkflow.Query(named, connection.defaultRegion(), detail)));
    report
        .unread()
        .forEach(
            (region, reason) -> {
              if (named.contains(region)) {
                throw new CliFailure("cannot read images in " + region + ": " + reason);
              }
              invocation.note("did not look in " + region + ": " + reason);
            });
    List<Region> looked =
        named.isEmpty()
            ? report.images().stream().map(image -> image.key().region()).distinct().toList()
            : named;
    return new SharedImages(connection, report, looked);
  }

  static String unique() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  PermissionsWorkflow.Report report() {
    return report;
  }

  ImageCopies copies() {
    return copies;
  }

  /** The image of that id, name or template. */
  KilnImage one(String idOrName) {
    return search.one(idOrName);
  }

  /** Has permissions changed, or only looked at in a dry run, and waits for it. */
  ShareWorkflow.Report change(ShareWorkflow.Request request) {
    ShareWorkflow sharing =
        connection
            .client()
            .newWorkflowStub(
                ShareWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setTaskQueue(TaskQueues.BUILD)
                    .setWorkflowId(ShareWorkflow.id(request))
                    .setStaticSummary(
                        "%s %s: %s".formatted(request.change(), request.name(), request.grantees()))
                    .build());
    return orExplained("share " + request.name(), () -> sharing.share(request));
  }

  /** How the user has done what a change left undone. */
  String retryHint(ShareWorkflow.Request request) {
    return Retry.hint(connection, ShareWorkflow.id(request));
  }

  private static <T> T orExplained(String what, java.util.function.Supplier<T> call) {
    try {
      return call.get();
    } catch (WorkflowFailedException failure) {
      String fact =
          FailureType.applicationFailureIn(failure)
              .map(application -> application.getOriginalMessage())
              .orElse(String.valueOf(failure.getMessage()));
      throw new CliFailure("cannot " + what + ": " + fact, failure);
    }
  }
}
