package dev.kiln.cli.share;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.follow.WorkRun;
import dev.kiln.cli.images.ImageSearch;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.work.Listing;
import dev.kiln.cli.work.Question;
import dev.kiln.cli.work.SharingWork;
import dev.kiln.cli.work.Starter;
import dev.kiln.cli.work.UniqueId;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.ImageCopies;
import dev.kiln.model.share.Permissions;
import dev.kiln.workflows.share.PermissionsWorkflow;
import dev.kiln.workflows.share.ShareActivities.Order.Change;
import dev.kiln.workflows.share.ShareWorkflow;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The user's images in all regions, or in those that the user named. A worker reads them. */
final class SharedImages {
  private final Invocation invocation;
  private final Connection connection;

  /** How many images to ask about at once: the answer comes within a minute. */
  private static final int AT_ONCE = 400;

  private final Listing listing;
  private final ImageCopies copies;
  private final ImageSearch search;

  private SharedImages(
      Invocation invocation, Connection connection, Listing listing, List<Region> regions) {
    this.invocation = invocation;
    this.connection = connection;
    this.listing = listing;
    this.copies = ImageCopies.of(listing.images());
    this.search = new ImageSearch(homeFirst(listing, connection.defaultRegion()), regions);
  }

  /** A name means the image in the user's own region if there is one. */
  private static List<KilnImage> homeFirst(Listing listing, Region home) {
    return listing.images().stream()
        .sorted(Comparator.comparing(image -> !image.key().region().equals(home)))
        .toList();
  }

  /**
   * Reads them. An unreadable region gives a note, or an error if the user named it.
   *
   * @throws CliFailure if a named region cannot be read
   */
  static SharedImages read(Invocation invocation, Connection connection) {
    List<Region> named = invocation.regions();
    Listing listing = Listing.of(connection.client(), named, connection.defaultRegion(), List.of());
    listing.unread().forEach((region, reason) -> skip(invocation, region, reason));
    List<Region> looked =
        named.isEmpty()
            ? Stream.concat(
                    Stream.of(connection.defaultRegion()),
                    listing.images().stream().map(image -> image.key().region()))
                .distinct()
                .toList()
            : named;
    return new SharedImages(invocation, connection, listing, looked);
  }

  private static void skip(Invocation invocation, Region region, String reason) {
    if (invocation.regions().contains(region)) {
      throw new CliFailure("cannot read images in " + region + ": " + reason);
    }
    invocation.note("skipped " + region + ": " + reason);
  }

  List<KilnImage> all() {
    return listing.images();
  }

  /** Who may use the images, with all regions that could not be read. */
  PermissionsWorkflow.Report permissions(List<KilnImage> images) {
    Map<AmiId, Permissions> permissions = new TreeMap<>();
    Map<Region, String> unread = new TreeMap<>(listing.unread());
    for (int from = 0; from < images.size(); from += AT_ONCE) {
      PermissionsWorkflow.Report part =
          ask(images.subList(from, Math.min(images.size(), from + AT_ONCE)));
      part.unread().forEach((region, reason) -> skip(invocation, region, reason));
      permissions.putAll(part.permissions());
      unread.putAll(part.unread());
    }
    return new PermissionsWorkflow.Report(permissions, unread);
  }

  private PermissionsWorkflow.Report ask(List<KilnImage> images) {
    PermissionsWorkflow.Query query =
        new PermissionsWorkflow.Query(images.stream().map(ImageCopies::place).toList());
    return new Starter(connection.client())
        .ask(
            new Question<>(
                PermissionsWorkflow.class,
                PermissionsWorkflow::id,
                "read who may use " + HumanText.count(images.size(), "image"),
                Optional.of("read permissions"),
                reading -> reading.permissions(query)));
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
