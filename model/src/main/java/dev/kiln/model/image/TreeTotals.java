package dev.kiln.model.image;

import dev.kiln.model.AmiId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The totals of some trees.
 *
 * @param bytes what they store together; shared blocks count once
 * @param exact whether every part of {@code bytes} was measured
 * @param bytesAlone what they would store without shared blocks
 * @param unknownSizes how many images have no known size; neither total includes them
 * @param minutesSaved the build minutes of the layers below each image, which did not run again
 */
public record TreeTotals(
    long bytes, boolean exact, long bytesAlone, int unknownSizes, double minutesSaved) {

  /** Adds up the displayed images. */
  public static TreeTotals of(ImageTrees trees) {
    Map<AmiId, KilnImage> shown = new HashMap<>();
    long bytes = 0;
    long alone = 0;
    int unknown = 0;
    boolean exact = true;
    for (ImageNode node : trees.nodes()) {
      Optional<KilnImage> image = node.image();
      if (image.isPresent()) {
        shown.put(node.ami(), image.get());
        Optional<Long> full = image.get().fullSizeBytes();
        Optional<Long> own = node.added().map(ImageNode.Added::bytes).or(() -> full);
        bytes += own.orElse(0L);
        alone += full.or(() -> own).orElse(0L);
        unknown += own.isEmpty() ? 1 : 0;
        exact &= node.added().map(ImageNode.Added::measured).orElse(!node.isCopy());
      }
    }
    double minutes = shown.values().stream().mapToDouble(image -> saved(image, shown)).sum();
    return new TreeTotals(bytes, exact, alone, unknown, minutes);
  }

  private static double saved(KilnImage image, Map<AmiId, KilnImage> shown) {
    double minutes = 0;
    Set<AmiId> passed = new HashSet<>(List.of(image.ami()));
    Optional<KilnImage> below = below(image, shown);
    while (below.isPresent() && passed.add(below.get().ami())) {
      minutes += below.get().buildMinutes().orElse(0.0);
      below = below(below.get(), shown);
    }
    return minutes;
  }

  private static Optional<KilnImage> below(KilnImage image, Map<AmiId, KilnImage> shown) {
    return image.copiedFrom().isPresent() ? Optional.empty() : image.baseAmi().map(shown::get);
  }
}
