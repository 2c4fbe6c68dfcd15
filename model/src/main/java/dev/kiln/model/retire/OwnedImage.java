package dev.kiln.model.retire;

import dev.kiln.model.AmiId;
import dev.kiln.model.RegionalAmi;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An image that Kiln made, with the facts that matter for deletion. Unlike a {@link
 * dev.kiln.model.image.KilnImage}, it may have no template.
 *
 * @param name the AMI name, unique in account and region
 * @param askedName the user's name for it: its tag {@code Name}, else the AMI name
 * @param template the template's slug; empty for an image that has none
 * @param state as EC2 names it
 * @param lastLaunched EC2 reports it a day late, and never for an image that was never launched
 * @param base the image it was built on
 * @param source the image whose snapshots it was copied from; for a copy of a copy, the one in
 *     between
 * @param protection whether EC2 refuses to deregister it, as EC2 names it
 * @param sizeGib the sum of its volumes
 * @param storedBytes the size of its snapshots, if the cloud reports it
 * @param snapshots their ids, recorded before the image is deleted
 * @param addedBytes what it adds to the image it was built on, if that was measured
 */
@RecordBuilder
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
    List<String> snapshots,
    Optional<Long> addedBytes)
    implements OwnedImageBuilder.With {
  private static final String UNPROTECTED = "disabled";

  public OwnedImage {
    snapshots = List.copyOf(snapshots);
  }

  /** An image of which nobody has measured what it adds. */
  public OwnedImage(
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
    this(
        image,
        name,
        askedName,
        template,
        architecture,
        state,
        created,
        lastLaunched,
        base,
        source,
        protection,
        sizeGib,
        storedBytes,
        snapshots,
        Optional.empty());
  }

  /** Whether it is still being made. */
  public boolean unfinished() {
    return state.equals("pending") || state.equals("transient");
  }

  /**
   * Whether it needs another image, because it was built on that image or is an unfinished copy of
   * it. A finished copy has its own snapshots.
   */
  public boolean needs(AmiId other) {
    return needed().contains(other);
  }

  /** The images that it needs, as {@link #needs} says. */
  Set<AmiId> needed() {
    Set<AmiId> needed = new LinkedHashSet<>();
    base.ifPresent(needed::add);
    source.filter(copied -> unfinished()).ifPresent(needed::add);
    return needed;
  }

  /** Whether EC2 would refuse to deregister it. */
  public boolean undeletable() {
    return !protection.isEmpty() && !protection.equals(UNPROTECTED);
  }

  /** Its stored size: as the cloud reports it, otherwise the size of its volumes. */
  public long bytes() {
    return storedBytes.orElse((long) sizeGib << 30);
  }

  /** {@code ami-0123 (gromacs-v1)}. */
  public String label() {
    return image.ami() + " (" + askedName + ")";
  }
}
