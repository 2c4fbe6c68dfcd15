package dev.kiln.model.image;

import dev.kiln.model.AmiId;
import java.util.List;
import java.util.Optional;

/**
 * An image in a tree.
 *
 * @param image what is known of it; absent for a vendor's image and for one that is gone
 * @param template what the image built on it calls it, where nothing else is known
 * @param addedBytes what it stores beyond the image it was built on, where both sizes are known
 * @param next the image it was built on, or those built on it, by the direction of the tree
 */
public record ImageNode(
    AmiId ami,
    Optional<KilnImage> image,
    Optional<String> template,
    Optional<Long> addedBytes,
    List<ImageNode> next) {

  public ImageNode {
    next = List.copyOf(next);
  }
}
