package dev.kiln.model.share;

import java.util.List;

/**
 * The grantees of an image, without its owner.
 *
 * @param launch may launch instances of it
 * @param volumes may read any of its snapshots
 */
public record Permissions(List<Grantee> launch, List<Grantee> volumes) {
  /** No grantees. */
  public static final Permissions NONE = new Permissions(List.of(), List.of());

  public Permissions {
    launch = launch.stream().sorted().toList();
    volumes = volumes.stream().sorted().toList();
  }
}
