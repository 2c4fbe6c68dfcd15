package dev.kiln.model.image;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.ImageNode.Added;
import dev.kiln.model.image.ImageNode.Standing;
import dev.kiln.model.image.ImageTrees.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which image was built on or copied from which, according to their tags. Users can edit tags and
 * delete images, so a missing parent or even a circle is not an error: the tree shows as much as it
 * can.
 */
public final class ImageTree {
  private final Map<AmiId, KilnImage> images = new LinkedHashMap<>();
  private final Map<AmiId, List<KilnImage>> below = new LinkedHashMap<>();
  private final Map<AmiId, ForeignImage> foreign = new HashMap<>();
  private final Map<AmiId, Long> measured = new HashMap<>();

  private ImageTree(List<KilnImage> all, Lineage lineage) {
    Comparator<KilnImage> order =
        Comparator.comparing(KilnImage::name)
            .thenComparing(image -> image.key().region())
            .thenComparing(KilnImage::ami);
    all.stream().sorted(order).forEach(image -> images.putIfAbsent(image.ami(), image));
    for (KilnImage image : images.values()) {
      origin(image)
          .ifPresent(from -> below.computeIfAbsent(from, none -> new ArrayList<>()).add(image));
    }
    lineage.foreign().forEach(image -> foreign.put(image.ami(), image));
    lineage.added().forEach(added -> measured.put(added.ami(), added.bytes()));
  }

  /** Takes images of any templates and regions, in any order. */
  public static ImageTree of(List<KilnImage> images) {
    return new ImageTree(images, Lineage.UNASKED);
  }

  /** The same, with more facts from the cloud. */
  public static ImageTree of(List<KilnImage> images, Lineage lineage) {
    return new ImageTree(images, lineage);
  }

  /** An image and its sources, down to the vendor's image; empty if the image is unknown. */
  public Optional<ImageTrees> parents(AmiId ami) {
    return Optional.ofNullable(images.get(ami))
        .map(image -> new ImageTrees(Direction.PARENTS, List.of(up(image, new HashSet<>()))));
  }

  /** An image and everything made from it; empty if the image is unknown. */
  public Optional<ImageTrees> dependents(AmiId ami) {
    return images.containsKey(ami) || below.containsKey(ami)
        ? Optional.of(new ImageTrees(Direction.DEPENDENTS, List.of(down(ami, new HashSet<>()))))
        : Optional.empty();
  }

  /** Every image, below the base images. */
  public ImageTrees whole() {
    Set<AmiId> shown = new HashSet<>();
    List<ImageNode> roots = new ArrayList<>();
    Stream<AmiId> bases = below.keySet().stream().filter(base -> !images.containsKey(base));
    Stream<AmiId> alone =
        images.values().stream().filter(image -> origin(image).isEmpty()).map(KilnImage::ami);
    Stream.concat(bases, alone).forEach(root -> roots.add(down(root, shown)));
    // The remaining images form circles.
    for (AmiId ami : images.keySet()) {
      if (!shown.contains(ami)) {
        roots.add(down(ami, shown));
      }
    }
    return new ImageTrees(Direction.DEPENDENTS, roots);
  }

  /** The images built directly on this one, without its copies. */
  public List<KilnImage> builtOn(AmiId ami) {
    return below.getOrDefault(ami, List.of()).stream()
        .filter(image -> image.copiedFrom().isEmpty())
        .toList();
  }

  /** The parent of an image: the source of a copy if it still exists, otherwise the base. */
  private Optional<AmiId> origin(KilnImage image) {
    return image.copiedFrom().map(RegionalAmi::ami).filter(images::containsKey).or(image::baseAmi);
  }

  private ImageNode up(KilnImage image, Set<AmiId> shown) {
    shown.add(image.ami());
    Optional<ImageNode> parent =
        origin(image).filter(base -> !shown.contains(base)).map(base -> above(base, image, shown));
    return node(image, parent.stream().toList());
  }

  private ImageNode above(AmiId base, KilnImage child, Set<AmiId> shown) {
    KilnImage known = images.get(base);
    return known == null ? stranger(base, child, List.of()) : up(known, shown);
  }

  private ImageNode down(AmiId ami, Set<AmiId> shown) {
    shown.add(ami);
    List<ImageNode> next = new ArrayList<>();
    List<KilnImage> children = below.getOrDefault(ami, List.of());
    for (KilnImage child : children) {
      if (!shown.contains(child.ami())) {
        next.add(down(child.ami(), shown));
      }
    }
    KilnImage known = images.get(ami);
    return known == null ? stranger(ami, children.get(0), next) : node(known, next);
  }

  private ImageNode node(KilnImage image, List<ImageNode> next) {
    return new ImageNode(
        image.ami(),
        image.key().region(),
        Standing.OURS,
        Optional.of(image),
        Optional.empty(),
        added(image),
        next);
  }

  private ImageNode stranger(AmiId ami, KilnImage child, List<ImageNode> next) {
    Optional<ForeignImage> known = Optional.ofNullable(foreign.get(ami));
    Region region = child.copiedFrom().map(RegionalAmi::region).orElse(child.key().region());
    Optional<String> name =
        known
            .flatMap(ForeignImage::name)
            .or(() -> Optional.ofNullable(child.tags().get(ImageTags.BASE_TEMPLATE)));
    Standing standing =
        known
            .map(
                image ->
                    image.name().isEmpty()
                        ? Standing.GONE
                        : image.ours() ? Standing.ELSEWHERE : Standing.BASE)
            .orElse(Standing.UNSEEN);
    return new ImageNode(ami, region, standing, Optional.empty(), name, Optional.empty(), next);
  }

  /** A copy is complete in its region, even if its source shares blocks with others. */
  private Optional<Added> added(KilnImage image) {
    if (image.copiedFrom().isPresent()) {
      return Optional.empty();
    }
    Optional<Long> base = image.baseAmi().map(images::get).flatMap(KilnImage::fullSizeBytes);
    Optional<Added> estimate =
        image
            .fullSizeBytes()
            .flatMap(full -> base.map(below -> new Added(full - below, false)))
            .filter(difference -> difference.bytes() >= 0);
    return image
        .addedBytes()
        .or(() -> Optional.ofNullable(measured.get(image.ami())))
        .map(bytes -> new Added(bytes, true))
        .or(() -> estimate);
  }
}
