package dev.kiln.model.retire;

import dev.kiln.model.AmiId;
import dev.kiln.model.RegionalAmi;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An image of ours, as far as its end is concerned. Unlike a {@link dev.kiln.model.image.KilnImage}
 * it need not be made of a template.
 *
 * @param name the AMI name, unique in account and region
 * @param askedName what the user called it: its tag {@code Name}, else the AMI name
 * @param template the template's slug; empty for an image that has none
 * @param state in EC2's word
 * @param lastLaunched EC2 tells it a day late, and not at all for what was never launched
 * @param base the image it was built on
 * @param source the image whose snapshots it was copied from; of a copy of a copy the one in
 *     between
 * @param protection whether EC2 refuses to deregister it, in EC2's word
 * @param sizeGib the sum of its volumes
 * @param storedBytes what its snapshots hold, where the cloud tells it
 * @param snapshots their ids, known before the image is gone
 */
public record OwnedImage(
    RegionalAmi image,
    String name,
    String askedName,
    String template,
    String architecture,
    String state,
    Instant created,
    Optional<Instant> lastLaunched,
    Optional<AmiId> base,
    Optional<AmiId> source,
    String protection,
    int sizeGib,
    Optional<Long> storedBytes,
    List<String> snapshots) {
  private static final String UNPROTECTED = "disabled";

  public OwnedImage {
    snapshots = List.copyOf(snapshots);
  }

  /** Whether it is still being made. */
  public boolean unfinished() {
    return state.equals("pending") || state.equals("transient");
  }

  /**
   * Whether it would suffer from the end of another image: it was built on it, or is a copy of it
   * that is not finished. A finished copy has snapshots of its own.
   */
  public boolean needs(AmiId other) {
    return base.filter(other::equals).isPresent()
        || (unfinished() && source.filter(other::equals).isPresent());
  }

  /** Whether EC2 would refuse to deregister it. */
  public boolean undeletable() {
    return !protection.isEmpty() && !protection.equals(UNPROTECTED);
  }

  /** What it stores: as the cloud tells it, else as much as its volumes could hold. */
  public long bytes() {
    return storedBytes.orElse((long) sizeGib << 30);
  }

  /** {@code ami-0123 (gromacs-v1)}. */
  public String label() {
    return image.ami() + " (" + askedName + ")";
  }
}
