package dev.kiln.activities.image;

import dev.kiln.activities.waiting.OpenWait;
import dev.kiln.model.AmiId;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageTags;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.image.Image;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/**
 * An image that is being made, with its snapshots, as read once.
 *
 * @param progress of the snapshots, in the cloud's words
 */
record ImageReading(
    software.amazon.awssdk.services.ec2.model.Image image,
    String progress,
    Map<String, Long> sizes) {

  static ImageReading of(
      software.amazon.awssdk.services.ec2.model.Image image, Map<String, Snapshot> known) {
    List<Snapshot> snapshots =
        Ec2Images.snapshots(image).stream()
            .flatMap(id -> Optional.ofNullable(known.get(id)).stream())
            .toList();
    String progress =
        String.join(", ", snapshots.stream().map(s -> String.valueOf(s.progress())).toList());
    return new ImageReading(image, progress, Ec2Images.sizes(snapshots));
  }

  /** In words, for the Web UI. */
  String text() {
    return Ec2Images.stateText(image) + (progress.isEmpty() ? "" : " " + progress);
  }

  /** Ends the wait if the image is available, or never will be. */
  void settle(AmiId ami, ImageKey key, OpenWait wait, ImagePatience patience) {
    switch (Ec2Images.state(image)) {
      case AVAILABLE -> wait.complete(toImage(ami, key));
      case UNUSABLE, UNTESTED ->
          wait.fail(
              FailureType.IMAGE_FAILED.failure(
                  "cannot use " + ami + ": it is " + Ec2Images.stateText(image)));
      case PENDING -> {
        if (patience.isOver()) {
          wait.fail(
              FailureType.NO_PROGRESS.failure(
                  "cannot wait any longer for "
                      + ami
                      + ": it is "
                      + text()
                      + " and has not moved for "
                      + ImagePatience.LIMIT.toMinutes()
                      + " minutes"));
        }
      }
    }
  }

  private Image toImage(AmiId ami, ImageKey key) {
    Map<String, String> tags = Ec2Images.tags(image);
    return new Image(
        ami,
        key,
        image.name(),
        Image.Origin.FOUND,
        Optional.ofNullable(tags.get(ImageTags.BASE_AMI)).map(AmiId::new),
        Ec2Images.created(image),
        Optional.ofNullable(tags.get(ImageTags.BUILD_ID)),
        Duration.ZERO,
        List.of(),
        Ec2Images.sizeGib(image),
        Ec2Images.storedBytes(image, sizes));
  }

  /** What an activity method returns that goes on after it; nobody sees it. */
  static Image placeholder(AmiId ami, ImageKey key) {
    return new Image(
        ami,
        key,
        "",
        Image.Origin.FOUND,
        Optional.empty(),
        Instant.EPOCH,
        Optional.empty(),
        Duration.ZERO,
        List.of(),
        0,
        Optional.empty());
  }
}
