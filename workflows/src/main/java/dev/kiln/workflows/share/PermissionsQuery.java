package dev.kiln.workflows.share;

import dev.kiln.model.Region;
import java.util.List;

/**
 * Where to look for images and who may use them.
 *
 * @param regions where to look; empty for every region of the account
 * @param home a region that is asked which others there are
 */
public record PermissionsQuery(List<Region> regions, Region home, Detail detail) {
  /** How much to read. */
  public enum Detail {
    /** Only which images there are. */
    IMAGES,
    /** Who may use each of them too, which takes a call for each. */
    PERMISSIONS
  }

  public PermissionsQuery {
    regions = List.copyOf(regions);
  }
}
