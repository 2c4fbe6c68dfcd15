package dev.kiln.model.retire;

import dev.kiln.model.AmiId;
import dev.kiln.model.plan.Prices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The savings from deleting images. Snapshots of one chain share their blocks, so deleting an image
 * frees only the blocks it adds to its base, and none if an image that stays was built on it.
 *
 * @param bytes that no image needs any more
 * @param dollarsPerMonth at list price
 */
public record Savings(long bytes, BigDecimal dollarsPerMonth) {
  /** The savings from deleting some of all images, and orphaned snapshots with them. */
  public static Savings of(
      List<OwnedImage> all,
      Collection<OwnedImage> deleted,
      Collection<OrphanSnapshot> orphans,
      Prices prices) {
    Map<AmiId, OwnedImage> known =
        all.stream()
            .collect(
                Collectors.toMap(
                    image -> image.image().ami(), Function.identity(), (one, other) -> one));
    Set<OwnedImage> going = Set.copyOf(deleted);
    Set<OwnedImage> needed = new HashSet<>();
    for (OwnedImage stays : all) {
      if (!going.contains(stays)) {
        Optional<OwnedImage> below = below(stays, known);
        while (below.isPresent() && needed.add(below.get())) {
          below = below(below.get(), known);
        }
      }
    }
    long images =
        going.stream()
            .filter(image -> !needed.contains(image))
            .mapToLong(image -> added(image, below(image, known)))
            .sum();
    return priced(images + orphans.stream().mapToLong(OrphanSnapshot::bytes).sum(), prices);
  }

  private static Savings priced(long bytes, Prices prices) {
    return new Savings(bytes, prices.snapshotMonth(bytes).setScale(2, RoundingMode.HALF_UP));
  }

  /** Images share blocks only within a region. */
  private static Optional<OwnedImage> below(OwnedImage image, Map<AmiId, OwnedImage> known) {
    return image
        .base()
        .map(known::get)
        .filter(base -> base.image().region().equals(image.image().region()));
  }

  private static long added(OwnedImage image, Optional<OwnedImage> base) {
    if (image.addedBytes().isPresent()) {
      return image.addedBytes().get();
    }
    long difference = image.bytes() - base.map(OwnedImage::bytes).orElse(0L);
    return difference >= 0 ? difference : image.bytes();
  }
}
