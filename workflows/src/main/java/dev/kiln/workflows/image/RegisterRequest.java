package dev.kiln.workflows.image;

import dev.kiln.model.image.ImageKey;
import java.util.Map;

/**
 * The image to take of a stopped builder.
 *
 * @param amiName unique in account and region, the same over all retries: that is what makes a
 *     second call find the first one's image
 * @param description shown beside the name in the console
 */
public record RegisterRequest(
    Builder builder, ImageKey key, String amiName, String description, Map<String, String> tags) {
  public RegisterRequest {
    tags = Map.copyOf(tags);
  }
}
