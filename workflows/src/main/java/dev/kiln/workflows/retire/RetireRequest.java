package dev.kiln.workflows.retire;

import dev.kiln.model.Region;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.retire.OrphanSnapshot;
import dev.kiln.model.retire.OwnedImage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be done, with all that is known of the images: once they are deregistered, nobody else
 * remembers their snapshots.
 *
 * @param requestId unique, and part of the workflow id
 * @param home any region of the account, to ask which others there are
 * @param orphans snapshots to delete besides
 * @param force delete what is used, too
 * @param at when a deprecation begins
 * @param registry whose channels keep images; that of the worker does so anyway
 */
public record RetireRequest(
    String requestId,
    RetireAction action,
    Region home,
    List<OwnedImage> images,
    List<OrphanSnapshot> orphans,
    boolean force,
    Optional<Instant> at,
    Optional<RegistryLocation> registry) {
  public RetireRequest {
    images = List.copyOf(images);
    orphans = List.copyOf(orphans);
  }

  /** The regions of the images and snapshots. */
  public List<Region> regions() {
    return Stream.concat(
            images.stream().map(image -> image.image().region()),
            orphans.stream().map(OrphanSnapshot::region))
        .distinct()
        .sorted()
        .toList();
  }

  /** {@code delete ami-0123 (gromacs-v1)}, {@code delete 5 images}. */
  public String summary() {
    String verb = action.toString().toLowerCase(Locale.ROOT);
    String what = images.size() == 1 ? images.get(0).label() : images.size() + " images";
    return orphans.isEmpty()
        ? verb + " " + what
        : verb + " " + what + " and " + orphans.size() + " snapshots";
  }
}
