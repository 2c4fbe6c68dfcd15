package dev.kiln.model.share;

import java.util.List;

/**
 * Who may use an image beside its owner.
 *
 * @param launch who may start instances of it
 * @param volumes who may read any of its snapshots
 */
public record Permissions(List<Grantee> launch, List<Grantee> volumes) {
  /** Nobody may. */
  public static final Permissions NONE = new Permissions(List.of(), List.of());

  public Permissions {
    launch = launch.stream().sorted().toList();
    volumes = volumes.stream().sorted().toList();
  }
}
