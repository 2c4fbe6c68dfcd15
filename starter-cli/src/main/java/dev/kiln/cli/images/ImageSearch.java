package dev.kiln.cli.images;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.schema.NearestName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds an image by its id, its name, the name from its request, or its template. */
public final class ImageSearch {
  private static final Comparator<KilnImage> LAST_WHAT_IS_NOT_MEANT =
      Comparator.<KilnImage, Boolean>comparing(image -> image.state() == ImageState.UNUSABLE)
          .thenComparing(image -> image.copiedFrom().isPresent());

  private final List<Region> regions;
  private final List<KilnImage> images;

  /** Searches the regions that the user named, or the connection's default. */
  public ImageSearch(Invocation invocation, Connection connection) {
    this.regions = invocation.regionsOr(connection);
    this.images = new Catalog(connection).images(regions, List.of());
  }

  /** Searches these regions. */
  public static ImageSearch in(List<Region> regions, Connection connection) {
    return new ImageSearch(new Catalog(connection).images(regions, List.of()), regions);
  }

  /** Searches images that were read before. */
  public ImageSearch(List<KilnImage> images, List<Region> regions) {
    this.images = List.copyOf(images);
    this.regions = List.copyOf(regions);
  }

  /**
   * Refuses a malformed AMI id before any call.
   *
   * @throws CliFailure if it is malformed
   */
  public static void requireForm(String idOrName) {
    try {
      if (idOrName.startsWith("ami-")) {
        new AmiId(idOrName);
      }
    } catch (IllegalArgumentException malformed) {
      throw CliFailure.usage(malformed.getMessage() + "; list the ids with kiln ami list");
    }
  }

  /** All images, newest first. */
  List<KilnImage> all() {
    return images;
  }

  /** All images in these regions and in the regions that they were copied from. */
  List<KilnImage> withSourcesOf(List<KilnImage> copies, Connection connection) {
    List<Region> beyond =
        copies.stream()
            .flatMap(copy -> copy.copiedFrom().stream())
            .map(RegionalAmi::region)
            .filter(region -> !regions.contains(region))
            .distinct()
            .toList();
    return beyond.isEmpty()
        ? images
        : Stream.concat(images.stream(), in(beyond, connection).all().stream()).toList();
  }

  /** Whether an image has this id or name. */
  public boolean has(String idOrName) {
    return find(idOrName).isPresent();
  }

  /** The image with this id or name, or the newest image of this template. */
  public KilnImage one(String idOrName) {
    return find(idOrName)
        .orElseThrow(
            () ->
                new CliFailure(
                    "cannot find image '%s': none of the %d images in %s has that id or name; %s"
                        .formatted(
                            idOrName,
                            images.size(),
                            AmiListCommand.names(regions),
                            hint(idOrName))));
  }

  private Optional<KilnImage> find(String idOrName) {
    return first(image -> image.ami().value().equals(idOrName) || image.name().equals(idOrName))
        .or(() -> first(image -> askedName(image).equals(idOrName)))
        .or(() -> first(image -> image.key().template().equals(idOrName)));
  }

  /** The newest usable image that was built; a copy has a later date than its original. */
  private Optional<KilnImage> first(Predicate<KilnImage> wanted) {
    return images.stream().filter(wanted).min(LAST_WHAT_IS_NOT_MEANT);
  }

  private String hint(String written) {
    List<String> names =
        images.stream()
            .flatMap(image -> Stream.of(image.name(), askedName(image), image.key().template()))
            .distinct()
            .toList();
    return NearestName.among(names, written)
        .map(near -> "did you mean " + near + "?")
        .orElse("look in other regions with --region all, or see kiln ami list");
  }

  /** The value of {@code --name}; the image's own name has a suffix that makes it unique. */
  public static String askedName(KilnImage image) {
    return image.tags().getOrDefault(ImageTags.NAME, image.name());
  }
}
