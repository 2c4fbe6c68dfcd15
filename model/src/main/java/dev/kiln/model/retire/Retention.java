package dev.kiln.model.retire;

import dev.kiln.model.RegionalAmi;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The images to keep although nothing uses them.
 *
 * @param keepLatest how many of the newest available images to keep per template, architecture and
 *     region; builds find them in the cache
 * @param olderThan younger images are kept, and images launched within this time
 * @param snapshots whether to delete snapshots without an image too
 * @param now the reference time for ages
 */
public record Retention(int keepLatest, Duration olderThan, boolean snapshots, Instant now) {
  public Retention {
    if (keepLatest < 0 || olderThan.isNegative()) {
      throw new IllegalArgumentException(
          "cannot keep %d images or %s: neither can be negative".formatted(keepLatest, olderThan));
    }
  }

  /** A policy that keeps no image but those in use, for images that the rest of it let go. */
  public Retention keepingOnlyUsed() {
    return new Retention(0, Duration.ZERO, snapshots, now);
  }

  /** The newest images. An image without a template is always the newest of its kind. */
  Set<RegionalAmi> latest(List<OwnedImage> all) {
    return all.stream()
        .filter(image -> image.state().equals("available") && !image.template().isEmpty())
        .collect(
            Collectors.groupingBy(
                image ->
                    List.of(
                        image.template(), image.architecture(), image.image().region().value())))
        .values()
        .stream()
        .flatMap(
            group ->
                group.stream()
                    .sorted(Comparator.comparing(OwnedImage::created).reversed())
                    .limit(keepLatest))
        .map(OwnedImage::image)
        .collect(Collectors.toSet());
  }

  Optional<String> tooYoung(OwnedImage image) {
    Instant limit = now.minus(olderThan);
    if (image.created().isAfter(limit)) {
      return Optional.of("is younger than " + text(olderThan));
    }
    return image
        .lastLaunched()
        .filter(limit::isBefore)
        .map(at -> "was launched within the last " + text(olderThan));
  }

  /** Whether a snapshot is old enough to be deleted. */
  public boolean allowsDeletionOf(OrphanSnapshot orphan) {
    return snapshots && !orphan.created().isAfter(now.minus(olderThan));
  }

  private static String text(Duration age) {
    long days = age.toDays();
    return days > 0 ? days + (days == 1 ? " day" : " days") : age.toHours() + " hours";
  }
}
