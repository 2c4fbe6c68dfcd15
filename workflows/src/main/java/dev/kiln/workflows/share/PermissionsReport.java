package dev.kiln.workflows.share;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.share.Permissions;
import java.util.List;
import java.util.Map;

/**
 * Our images and who may use them.
 *
 * @param images by region, then newest first
 * @param permissions of each of them; empty if only the images were asked for
 * @param unread the regions that could not be read, and why
 */
public record PermissionsReport(
    List<KilnImage> images, Map<AmiId, Permissions> permissions, Map<Region, String> unread) {
  public PermissionsReport {
    images = List.copyOf(images);
    permissions = Map.copyOf(permissions);
    unread = Map.copyOf(unread);
  }
}
