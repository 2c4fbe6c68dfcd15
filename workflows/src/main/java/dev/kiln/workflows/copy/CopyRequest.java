package dev.kiln.workflows.copy;

import java.util.Map;

/**
 * One call for a copy.
 *
 * @param token the same over all retries of this call; it is also the tag by which a copy is found
 *     whose id never arrived
 * @param tags all of the copy's
 */
public record CopyRequest(
    CopySpec spec, CopySource source, String token, Map<String, String> tags) {
  public CopyRequest {
    tags = Map.copyOf(tags);
  }
}
