package dev.kiln.model.image;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import java.util.List;
import java.util.Optional;

/**
 * An image in a tree.
 *
 * @param image its record, if it was listed
 * @param name if it was not listed: its name, or the name that the image built on it uses
 * @param added what it stores beyond the image it was built on
 * @param next its source, or the images made from it, by the direction of the tree
 */
public record ImageNode(
    AmiId ami,
    Region region,
    Standing standing,
    Optional<KilnImage> image,
    Optional<String> name,
    Optional<Added> added,
    List<ImageNode> next) {

  public ImageNode {
    next = List.copyOf(next);
  }

  /** How Kiln knows an image. */
  public enum Standing {
    /** It was listed. */
    OURS,
    /** Kiln made it, in a region that was not searched. */
    ELSEWHERE,
    /** Someone else's image that Kiln's images start from. */
    BASE,
    /** It no longer exists, or is no longer shared with this account. */
    GONE,
    /** Kiln has not looked it up. */
    UNSEEN
  }

  /**
   * How much larger an image is than another.
   *
   * @param measured whether the cloud counted the differing blocks; otherwise the difference of the
   *     full sizes, which misses blocks rewritten in place
   */
  public record Added(long bytes, boolean measured) {}

  /** Whether it is a copy of another image rather than built. */
  public boolean isCopy() {
    return image.flatMap(KilnImage::copiedFrom).isPresent();
  }
}
