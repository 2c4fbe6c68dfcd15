package dev.kiln.workflows.share;

import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Grantee;
import java.util.List;

/**
 * The whole input of a change of permissions.
 *
 * @param shareId unique, chosen by the caller; part of the workflow id
 * @param name what the user calls that which is shared
 * @param images in every region, never empty
 * @param grantees whom to share with or no longer, never empty
 * @param volumes whether receivers may also copy the images
 * @param dryRun only tell what would be done
 */
public record ShareRequest(
    String shareId,
    String name,
    List<RegionalAmi> images,
    SharingOrder.Change change,
    List<Grantee> grantees,
    boolean volumes,
    boolean dryRun) {
  public ShareRequest {
    images = List.copyOf(images);
    grantees = grantees.stream().distinct().sorted().toList();
    if (images.isEmpty() || grantees.isEmpty()) {
      throw new IllegalArgumentException(
          "cannot share '" + name + "': it needs at least one image and one receiver");
    }
  }
}
