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
 * What is kept although nothing uses it.
 *
 * @param keepLatest so many of the newest available images of each template, architecture and
 *     region: builds find them in the cache
 * @param olderThan younger images are kept, and those that were launched within this time
 * @param snapshots whether snapshots without an image are to go too
 * @param now what ages are measured from
 */
public record Retention(int keepLatest, Duration olderThan, boolean snapshots, Instant now) {
  public Retention {
    if (keepLatest < 0 || olderThan.isNegative()) {
      throw new IllegalArgumentException(
          "cannot keep %d images or %s: neither can be negative".formatted(keepLatest, olderThan));
    }
  }

  /** The newest images; one that no template made is the newest of its own. */
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

  /** Whether a snapshot has been without its image long enough. */
  public boolean allowsDeletionOf(OrphanSnapshot orphan) {
    return snapshots && !orphan.created().isAfter(now.minus(olderThan));
  }

  private static String text(Duration age) {
    long days = age.toDays();
    return days > 0 ? days + (days == 1 ? " day" : " days") : age.toHours() + " hours";
  }
}
