package dev.kiln.workflows.copy;

import dev.kiln.model.Architecture;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.ImageKey;
import java.util.Map;
import java.util.Optional;

/**
 * An image to copy, seen to be available. It is frozen in the workflow's history: a client token is
 * only good for the very same request.
 *
 * @param key what its tags say it is; absent for an image that is not of a template
 * @param encrypted whether any of its volumes is; then no copy can be unencrypted
 * @param tags all that may be given to a copy
 */
public record CopySource(
    RegionalAmi image,
    String name,
    String description,
    Architecture architecture,
    Optional<ImageKey> key,
    boolean encrypted,
    Map<String, String> tags) {
  public CopySource {
    tags = Map.copyOf(tags);
  }
}
