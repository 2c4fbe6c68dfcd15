package dev.kiln.model.image;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Trees that are displayed together.
 *
 * @param direction the meaning of {@code next} in their nodes
 */
public record ImageTrees(Direction direction, List<ImageNode> roots) {
  public ImageTrees {
    roots = List.copyOf(roots);
  }

  /** The direction of a tree from its root. */
  public enum Direction {
    PARENTS,
    DEPENDENTS
  }

  /** Every node, parents before children. */
  public List<ImageNode> nodes() {
    List<ImageNode> all = new ArrayList<>();
    roots.forEach(root -> collect(root, all));
    return all;
  }

  private static void collect(ImageNode node, List<ImageNode> all) {
    all.add(node);
    node.next().forEach(next -> collect(next, all));
  }

  /** Whether they span several regions, so that each node must show its own. */
  public boolean manyRegions() {
    return nodes().stream().map(ImageNode::region).distinct().count() > 1;
  }

  /**
   * How many images were built on the roots, directly or indirectly. A copy no longer needs its
   * source, and neither do images built on the copy.
   */
  public int dependents() {
    return direction == Direction.PARENTS ? 0 : roots.stream().mapToInt(root -> below(root)).sum();
  }

  private static int below(ImageNode node) {
    return node.next().stream()
        .filter(next -> !next.isCopy())
        .mapToInt(next -> 1 + below(next))
        .sum();
  }

  /** The pairs of image and base that nobody has measured yet and the cloud can, by region. */
  public Map<Region, List<Layering>> layerings() {
    List<ImageNode> nodes = nodes();
    Map<AmiId, Region> ours = new HashMap<>();
    nodes.forEach(node -> node.image().ifPresent(image -> ours.put(node.ami(), node.region())));
    Map<Region, List<Layering>> found = new LinkedHashMap<>();
    for (ImageNode node : nodes) {
      node.image()
          .filter(image -> !node.isCopy() && image.addedBytes().isEmpty())
          .flatMap(KilnImage::baseAmi)
          .filter(base -> node.region().equals(ours.get(base)))
          .ifPresent(
              base ->
                  found
                      .computeIfAbsent(node.region(), none -> new ArrayList<>())
                      .add(new Layering(node.ami(), base)));
    }
    return found;
  }

  /** The images that Kiln has not looked up, by region. */
  public Map<Region, Set<AmiId>> unseen() {
    Map<Region, Set<AmiId>> found = new LinkedHashMap<>();
    for (ImageNode node : nodes()) {
      if (node.standing() == ImageNode.Standing.UNSEEN) {
        found.computeIfAbsent(node.region(), none -> new LinkedHashSet<>()).add(node.ami());
      }
    }
    return found;
  }
}
