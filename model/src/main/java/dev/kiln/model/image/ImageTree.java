package dev.kiln.model.image;

import dev.kiln.model.AmiId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which image was built on which, as their tags tell. Tags can be edited and images deleted, so a
 * missing parent and even a circle are shown as far as they can be and are no error.
 */
public final class ImageTree {
  private final Map<AmiId, KilnImage> images = new LinkedHashMap<>();
  private final Map<AmiId, List<KilnImage>> builtOn = new LinkedHashMap<>();

  private ImageTree(List<KilnImage> all) {
    Comparator<KilnImage> order =
        Comparator.comparing(KilnImage::name).thenComparing(KilnImage::ami);
    for (KilnImage image : all.stream().sorted(order).toList()) {
      if (images.putIfAbsent(image.ami(), image) == null) {
        image
            .baseAmi()
            .ifPresent(base -> builtOn.computeIfAbsent(base, none -> new ArrayList<>()).add(image));
      }
    }
  }

  /** Takes images of any templates, in any order. */
  public static ImageTree of(List<KilnImage> images) {
    return new ImageTree(images);
  }

  /** An image and what it was built on, down to the vendor's; empty if the image is not known. */
  public Optional<ImageNode> parents(AmiId ami) {
    return Optional.ofNullable(images.get(ami)).map(image -> up(image, new HashSet<>()));
  }

  /** An image and all that was built on it; empty if nothing is known of it. */
  public Optional<ImageNode> dependents(AmiId ami) {
    return images.containsKey(ami) || builtOn.containsKey(ami)
        ? Optional.of(down(ami, new HashSet<>()))
        : Optional.empty();
  }

  /** Every image, under the bases that all of them come from. */
  public List<ImageNode> whole() {
    Set<AmiId> shown = new HashSet<>();
    List<ImageNode> roots = new ArrayList<>();
    Stream<AmiId> bases = builtOn.keySet().stream().filter(base -> !images.containsKey(base));
    Stream<AmiId> alone =
        images.values().stream().filter(image -> image.baseAmi().isEmpty()).map(KilnImage::ami);
    Stream.concat(bases, alone).forEach(root -> roots.add(down(root, shown)));
    // What is left hangs in a circle.
    for (AmiId ami : images.keySet()) {
      if (!shown.contains(ami)) {
        roots.add(down(ami, shown));
      }
    }
    return roots;
  }

  /** How many images were built directly on this one. */
  public int children(AmiId ami) {
    return builtOn.getOrDefault(ami, List.of()).size();
  }

  /**
   * The build minutes that layering saved: an image's own, once for each image that was built on it
   * and so did not have to make it again.
   */
  public double minutesSaved() {
    return images.values().stream()
        .mapToDouble(image -> image.buildMinutes().orElse(0.0) * children(image.ami()))
        .sum();
  }

  private ImageNode up(KilnImage image, Set<AmiId> shown) {
    shown.add(image.ami());
    Optional<ImageNode> parent =
        image
            .baseAmi()
            .filter(base -> !shown.contains(base))
            .map(base -> above(base, image, shown));
    return new ImageNode(
        image.ami(), Optional.of(image), Optional.empty(), added(image), parent.stream().toList());
  }

  private ImageNode above(AmiId base, KilnImage child, Set<AmiId> shown) {
    KilnImage known = images.get(base);
    return known == null ? stranger(base, Optional.of(child), List.of()) : up(known, shown);
  }

  private ImageNode down(AmiId ami, Set<AmiId> shown) {
    shown.add(ami);
    List<ImageNode> next = new ArrayList<>();
    List<KilnImage> children = builtOn.getOrDefault(ami, List.of());
    for (KilnImage child : children) {
      if (!shown.contains(child.ami())) {
        next.add(down(child.ami(), shown));
      }
    }
    KilnImage known = images.get(ami);
    return known == null
        ? stranger(ami, children.stream().findFirst(), next)
        : new ImageNode(ami, Optional.of(known), Optional.empty(), added(known), next);
  }

  private static ImageNode stranger(AmiId ami, Optional<KilnImage> child, List<ImageNode> next) {
    Optional<String> template =
        child.map(image -> image.tags().get(ImageTags.BASE_TEMPLATE)).filter(Objects::nonNull);
    return new ImageNode(ami, Optional.empty(), template, Optional.empty(), next);
  }

  private Optional<Long> added(KilnImage image) {
    Optional<Long> below = image.baseAmi().map(images::get).flatMap(KilnImage::fullSizeBytes);
    return image
        .fullSizeBytes()
        .flatMap(full -> below.map(base -> full - base))
        .filter(difference -> difference >= 0);
  }
}
