package dev.kiln.workflows.image;

import dev.kiln.model.InstanceId;
import dev.kiln.model.image.ImageKey;
import java.util.Map;

/**
 * The image to take of an instance.
 *
 * @param buildId the run that takes it; a tag of the image too, by which the run knows its own
 * @param amiName unique in account and region, the same over all retries: that is what makes a
 *     second call find the first one's image
 * @param description shown beside the name in the console
 * @param noReboot leave the instance running; of no matter if it is stopped
 */
public record RegisterRequest(
    InstanceId instance,
    String buildId,
    ImageKey key,
    String amiName,
    String description,
    boolean noReboot,
    Map<String, String> tags) {
  public RegisterRequest {
    tags = Map.copyOf(tags);
  }
}
