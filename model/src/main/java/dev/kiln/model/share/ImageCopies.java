package dev.kiln.model.share;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which images in several regions are the same image, according to their tags. Users can edit tags.
 * So a copy whose source is gone counts as the source, and a circle ends where it began.
 */
public final class ImageCopies {
  private final List<KilnImage> images;
  private final Map<RegionalAmi, KilnImage> known = new LinkedHashMap<>();

  private ImageCopies(List<KilnImage> images) {
    this.images =
        images.stream().sorted(Comparator.comparing(KilnImage::created).reversed()).toList();
    this.images.forEach(image -> known.put(place(image), image));
  }

  /** Takes the images of all relevant regions, in any order. */
  public static ImageCopies of(List<KilnImage> images) {
    return new ImageCopies(images);
  }

  /** The region and id of an image. */
  public static RegionalAmi place(KilnImage image) {
    return new RegionalAmi(image.key().region(), image.ami());
  }

  /** The original of a copy, over any number of copies; the image itself if it is not a copy. */
  public RegionalAmi origin(KilnImage image) {
    Set<RegionalAmi> passed = new HashSet<>();
    RegionalAmi at = place(image);
    while (passed.add(at)) {
      Optional<RegionalAmi> source = Optional.ofNullable(known.get(at)).flatMap(this::source);
      if (source.isEmpty()) {
        return at;
      }
      at = source.get();
    }
    return at;
  }

  private Optional<RegionalAmi> source(KilnImage copy) {
    try {
      return Optional.ofNullable(copy.tags().get(ImageTags.SOURCE_AMI))
          .map(
              ami ->
                  new RegionalAmi(
                      new Region(copy.tags().getOrDefault(ImageTags.SOURCE_REGION, "")),
                      new AmiId(ami)));
    } catch (IllegalArgumentException edited) {
      return Optional.empty();
    }
  }

  /**
   * An image and the same one in every other region: its copies, or where there is none, the newest
   * available image with the same template, hash and architecture. Ordered by region.
   */
  public List<KilnImage> everywhere(KilnImage image) {
    RegionalAmi origin = origin(image);
    Map<Region, KilnImage> byRegion = new LinkedHashMap<>();
    byRegion.put(image.key().region(), image);
    images.stream()
        .filter(other -> origin(other).equals(origin) && usable(other))
        .forEach(copy -> byRegion.putIfAbsent(copy.key().region(), copy));
    images.stream()
        .filter(other -> usable(other) && sameContent(other.key(), image.key()))
        .forEach(twin -> byRegion.putIfAbsent(twin.key().region(), twin));
    return byRegion.values().stream()
        .sorted(Comparator.comparing(one -> one.key().region()))
        .toList();
  }

  private static boolean usable(KilnImage image) {
    return image.state() != ImageState.UNUSABLE;
  }

  private static boolean sameContent(ImageKey one, ImageKey other) {
    return one.template().equals(other.template())
        && one.hash().equals(other.hash())
        && one.architecture().equals(other.architecture());
  }

  /** An image and the known images it was built on, lowest first. */
  public List<KilnImage> chain(KilnImage image) {
    Deque<KilnImage> chain = new ArrayDeque<>();
    Optional<KilnImage> next = Optional.of(image);
    while (next.isPresent() && !chain.contains(next.get())) {
      chain.addFirst(next.get());
      next = next.get().baseAmi().flatMap(this::byId);
    }
    return List.copyOf(chain);
  }

  private Optional<KilnImage> byId(AmiId ami) {
    return images.stream().filter(image -> image.ami().equals(ami)).findFirst();
  }
}
