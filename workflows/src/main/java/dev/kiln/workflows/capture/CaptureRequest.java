package dev.kiln.workflows.capture;

import dev.kiln.model.Region;
import dev.kiln.workflows.copy.Distribution;
import java.util.Map;
import java.util.Optional;

/**
 * The whole input of a capture.
 *
 * @param captureId unique, chosen by the caller; part of the workflow id
 * @param instance its id, or the value of its Name tag
 * @param name what the image is to be called
 * @param template whose image it is said to be; it is never taken for one that was built from it
 * @param noReboot leave the instance running, at the risk that files being written are not whole
 * @param publicly let everybody use the image and its copies
 * @param tags those of the user
 * @param distribution where it is to be besides its own region
 * @param dryRun only look at the instance
 */
public record CaptureRequest(
    String captureId,
    Region region,
    String instance,
    String name,
    Optional<String> description,
    Optional<String> template,
    boolean noReboot,
    boolean publicly,
    Map<String, String> tags,
    Distribution distribution,
    boolean dryRun) {
  public CaptureRequest {
    tags = Map.copyOf(tags);
  }
}
