package dev.kiln.cli.share;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.follow.WorkRun;
import dev.kiln.cli.images.ImageSearch;
import dev.kiln.cli.work.SharingWork;
import dev.kiln.cli.work.UniqueId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.ImageCopies;
import dev.kiln.workflows.share.PermissionsWorkflow;
import dev.kiln.workflows.share.PermissionsWorkflow.Query.Detail;
import dev.kiln.workflows.share.ShareActivities.Order.Change;
import dev.kiln.workflows.share.ShareWorkflow;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The user's images in all regions, or in those that the user named. A worker reads them. */
final class SharedImages {
  private final Invocation invocation;
  private final Connection connection;
  private final PermissionsWorkflow.Report report;
  private final ImageCopies copies;
  private final ImageSearch search;

  private SharedImages(
      Invocation invocation,
      Connection connection,
      PermissionsWorkflow.Report report,
      List<Region> regions) {
    this.invocation = invocation;
    this.connection = connection;
    this.report = report;
    this.copies = ImageCopies.of(report.images());
    this.search = new ImageSearch(homeFirst(report, connection.defaultRegion()), regions);
  }

  /** A name means the image in the user's own region if there is one. */
  private static List<KilnImage> homeFirst(PermissionsWorkflow.Report report, Region home) {
    return report.images().stream()
        .sorted(Comparator.comparing(image -> !image.key().region().equals(home)))
        .toList();
  }

  /**
   * Reads them. An unreadable region gives a note, or an error if the user named it.
   *
   * @throws CliFailure if a named region cannot be read
   */
  static SharedImages read(Invocation invocation, Connection connection, Detail detail) {
    List<Region> named = invocation.regions();
    PermissionsWorkflow.Report report =
        SharingWork.read(
            connection.client(),
            new PermissionsWorkflow.Query(named, connection.defaultRegion(), detail));
    report
        .unread()
        .forEach(
            (region, reason) -> {
              if (named.contains(region)) {
                throw new CliFailure("cannot read images in " + region + ": " + reason);
              }
              invocation.note("skipped " + region + ": " + reason);
            });
    List<Region> looked =
        named.isEmpty()
            ? report.images().stream().map(image -> image.key().region()).distinct().toList()
            : named;
    return new SharedImages(invocation, connection, report, looked);
  }

  PermissionsWorkflow.Report report() {
    return report;
  }

  ImageCopies copies() {
    return copies;
  }

  /** The image with this id, name or template. */
  KilnImage one(String idOrName) {
    return search.one(idOrName);
  }

  /**
   * Changes permissions of images, after a confirmation if they become public.
   *
   * @param name the user's name for the images
   */
  int change(
      String name,
      List<KilnImage> images,
      Change change,
      List<Grantee> grantees,
      SharingFlags flags) {
    List<RegionalAmi> places = images.stream().map(ImageCopies::place).toList();
    if (change == Change.GRANT && grantees.contains(Grantee.PUBLIC) && !flags.dryRun()) {
      invocation.confirm(
          "share %s with everybody (%s)"
              .formatted(
                  name,
                  places.stream().map(RegionalAmi::toString).collect(Collectors.joining(", "))));
    }
    ShareWorkflow.Request request =
        new ShareWorkflow.Request(
            UniqueId.next(), name, places, change, grantees, flags.snapshots(), flags.dryRun());
    return new WorkRun<>(
            invocation,
            connection,
            new SharingWork(images),
            new SharingDisplay(invocation.style(), images))
        .run(request, false);
  }
}
