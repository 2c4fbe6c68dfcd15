package dev.kiln.activities.image;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Translates between EC2's images and Kiln's. */
public final class Ec2Images {
  private Ec2Images() {}

  /** A filter for EC2's describe calls. */
  public static Filter filter(String name, String... values) {
    return Filter.builder().name(name).values(values).build();
  }

  /** The tags of a resource that a request creates. */
  public static TagSpecification tagged(ResourceType type, Map<String, String> tags) {
    return TagSpecification.builder().resourceType(type).tags(tagList(tags)).build();
  }

  /**
   * Sorts the tags: another worker must make exactly the same request of them, or EC2 refuses its
   * client token.
   */
  static List<Tag> tagList(Map<String, String> tags) {
    return new TreeMap<>(tags)
        .entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
  }

  /** All of an image's tags. */
  public static Map<String, String> tags(Image image) {
    return image.tags().stream()
        .collect(Collectors.toMap(Tag::key, Tag::value, (first, second) -> second, TreeMap::new));
  }

  /**
   * Reads a Kiln image from its tags; empty if it is not one.
   *
   * @param sizes of snapshots, by ID; may be empty
   */
  public static Optional<KilnImage> read(Image image, Region region, Map<String, Long> sizes) {
    Map<String, String> tags = tags(image);
    try {
      ImageKey key =
          new ImageKey(
              tags.getOrDefault(ImageTags.TEMPLATE_NAME, ""),
              new TemplateHash(tags.getOrDefault(ImageTags.TEMPLATE_HASH, "")),
              Architecture.of(image.architectureAsString()),
              region);
      return Optional.of(
          new KilnImage(
              new AmiId(image.imageId()),
              key,
              image.name(),
              state(image, tags),
              stateText(image, tags),
              Optional.ofNullable(tags.get(ImageTags.BASE_AMI)).map(AmiId::new),
              created(image),
              sizeGib(image),
              storedBytes(image, sizes),
              tags,
              Optional.ofNullable(image.description()).filter(text -> !text.isBlank()),
              Optional.ofNullable(image.publicLaunchPermissions())));
    } catch (IllegalArgumentException tagsOfSomeoneElse) {
      return Optional.empty();
    }
  }

  /** The state, as far as Kiln distinguishes states. */
  public static ImageState state(Image image) {
    return switch (image.state()) {
      case AVAILABLE -> ImageState.AVAILABLE;
      case PENDING, TRANSIENT -> ImageState.PENDING;
      default -> ImageState.UNUSABLE;
    };
  }

  /** The state for lookups, in which an image counts only after it has passed its boot test. */
  private static ImageState state(Image image, Map<String, String> tags) {
    ImageState state = state(image);
    return state != ImageState.UNUSABLE && ImageTags.awaitsBootTest(tags)
        ? ImageState.UNTESTED
        : state;
  }

  private static String stateText(Image image, Map<String, String> tags) {
    return state(image, tags) == ImageState.UNTESTED
        ? stateText(image) + ", but has yet to pass its boot test"
        : stateText(image);
  }

  /** EC2's word for the state, with its reason if there is one. */
  public static String stateText(Image image) {
    String reason = image.stateReason() == null ? null : image.stateReason().message();
    return image.stateAsString() + (reason == null ? "" : " (" + reason + ")");
  }

  /** The sum of its volumes' sizes. */
  public static int sizeGib(Image image) {
    return image.blockDeviceMappings().stream()
        .map(BlockDeviceMapping::ebs)
        .filter(ebs -> ebs != null && ebs.volumeSize() != null)
        .mapToInt(EbsBlockDevice::volumeSize)
        .sum();
  }

  /** The size of its root volume, from which a builder's cannot be smaller. */
  static Optional<Integer> rootGib(Image image) {
    return image.blockDeviceMappings().stream()
        .filter(mapping -> mapping.deviceName() != null && mapping.ebs() != null)
        .filter(mapping -> mapping.deviceName().equals(image.rootDeviceName()))
        .flatMap(mapping -> Optional.ofNullable(mapping.ebs().volumeSize()).stream())
        .findFirst();
  }

  /** The time of its deprecation, if that is over. */
  static Optional<Instant> deprecatedSince(Image image) {
    try {
      return Optional.ofNullable(image.deprecationTime())
          .map(Instant::parse)
          .filter(time -> time.isBefore(Instant.now()));
    } catch (DateTimeParseException unusual) {
      return Optional.empty();
    }
  }

  /** The snapshots of its volumes. */
  public static List<String> snapshots(Image image) {
    return image.blockDeviceMappings().stream()
        .map(BlockDeviceMapping::ebs)
        .filter(ebs -> ebs != null && ebs.snapshotId() != null)
        .map(EbsBlockDevice::snapshotId)
        .toList();
  }

  /**
   * The number of bytes that the image's snapshots hold: what was recorded when it was made, else
   * what its snapshots add up to.
   *
   * @param sizes by snapshot ID; an image with a snapshot of unknown size has no known size
   */
  public static Optional<Long> storedBytes(Image image, Map<String, Long> sizes) {
    Optional<Long> recorded = ImageTags.bytes(tags(image), ImageTags.STORED_BYTES);
    if (recorded.isPresent()) {
      return recorded;
    }
    List<String> snapshots = snapshots(image);
    if (snapshots.isEmpty() || !sizes.keySet().containsAll(snapshots)) {
      return Optional.empty();
    }
    return Optional.of(snapshots.stream().mapToLong(id -> sizes.getOrDefault(id, 0L)).sum());
  }

  /** The full sizes of snapshots, if the cloud reports them. */
  public static Map<String, Long> sizes(List<Snapshot> snapshots) {
    return snapshots.stream()
        .filter(snapshot -> snapshot.fullSnapshotSizeInBytes() != null)
        .collect(
            Collectors.toMap(
                Snapshot::snapshotId, Snapshot::fullSnapshotSizeInBytes, (first, second) -> first));
  }

  /** The time of its registration. */
  public static Instant created(Image image) {
    try {
      return Instant.parse(image.creationDate());
    } catch (DateTimeParseException unusual) {
      return Instant.EPOCH;
    }
  }
}
