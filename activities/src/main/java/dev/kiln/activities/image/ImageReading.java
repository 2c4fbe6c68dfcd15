package dev.kiln.activities.image;

import dev.kiln.model.AmiId;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageTags;
import dev.kiln.workflows.image.Image;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/**
 * An image in progress with its snapshots, as read once.
 *
 * @param snapshots those that were read with it
 */
public record ImageReading(
    software.amazon.awssdk.services.ec2.model.Image image, List<Snapshot> snapshots) {
  public ImageReading {
    snapshots = List.copyOf(snapshots);
  }

  static ImageReading of(
      software.amazon.awssdk.services.ec2.model.Image image, Map<String, Snapshot> known) {
    return new ImageReading(
        image,
        Ec2Images.snapshots(image).stream()
            .flatMap(id -> Optional.ofNullable(known.get(id)).stream())
            .toList());
  }

  /** The progress of the snapshots, in the cloud's words. */
  String progress() {
    return String.join(", ", snapshots.stream().map(s -> String.valueOf(s.progress())).toList());
  }

  /** The state in words, for the Web UI. */
  String text() {
    return Ec2Images.stateText(image) + (progress().isEmpty() ? "" : " " + progress());
  }

  /** The state with all reasons: the cloud reports a problem with a key on the snapshot. */
  String stateText() {
    List<String> reasons =
        snapshots.stream()
            .map(Snapshot::stateMessage)
            .filter(Objects::nonNull)
            .filter(reason -> !reason.isBlank())
            .distinct()
            .toList();
    return Ec2Images.stateText(image)
        + (reasons.isEmpty() ? "" : "; snapshot: " + String.join(", ", reasons));
  }

  public String name() {
    return image.name();
  }

  public Instant created() {
    return Ec2Images.created(image);
  }

  public int sizeGib() {
    return Ec2Images.sizeGib(image);
  }

  public Optional<Long> storedBytes() {
    return Ec2Images.storedBytes(image, Ec2Images.sizes(snapshots));
  }

  Image toImage(AmiId ami, ImageKey key) {
    Map<String, String> tags = Ec2Images.tags(image);
    return new Image(
        ami,
        key,
        name(),
        Image.Origin.FOUND,
        Optional.ofNullable(tags.get(ImageTags.BASE_AMI)).map(AmiId::new),
        created(),
        Optional.ofNullable(tags.get(ImageTags.BUILD_ID)),
        Duration.ZERO,
        List.of(),
        sizeGib(),
        storedBytes());
  }
}
