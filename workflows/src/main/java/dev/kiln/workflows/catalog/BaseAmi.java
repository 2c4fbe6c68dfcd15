package dev.kiln.workflows.catalog;

import dev.kiln.model.AmiId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * An image to start from. It is available and of the right architecture.
 *
 * @param name its AMI name, for display
 * @param rootDevice the device name of its root volume
 * @param sizeGib of all its volumes together
 * @param rootGib of its root volume alone: the least size of a builder's; absent if unknown
 * @param deprecatedSince when its owner's advice not to use it any more took effect
 */
public record BaseAmi(
    AmiId ami,
    String name,
    String rootDevice,
    int sizeGib,
    Optional<Integer> rootGib,
    Optional<Instant> deprecatedSince) {

  /** A base about which no more is known. */
  public BaseAmi(AmiId ami, String name, String rootDevice, int sizeGib) {
    this(ami, name, rootDevice, sizeGib, Optional.empty(), Optional.empty());
  }

  /** What speaks against it, in a few words. */
  public Optional<String> doubt() {
    return deprecatedSince.map(
        since -> "deprecated by its owner since " + since.atZone(ZoneOffset.UTC).toLocalDate());
  }
}
