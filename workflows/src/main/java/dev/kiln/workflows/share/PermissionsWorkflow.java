package dev.kiln.workflows.share;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.share.Permissions;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import java.util.Map;

/** Tells which images there are and who may use them, over regions. */
@WorkflowInterface
public interface PermissionsWorkflow {
  /** A reading is nobody's lock: the caller gives it an id of its own. */
  static String id(String unique) {
    return "permissions-" + unique;
  }

  @WorkflowMethod
  Report permissions(Query query);

  /**
   * Where to look for images and who may use them.
   *
   * @param regions where to look; empty for every region of the account
   * @param home a region that is asked which others there are
   */
  record Query(List<Region> regions, Region home, Detail detail) {
    /** How much to read. */
    public enum Detail {
      /** Only which images there are. */
      IMAGES,
      /** Who may use each of them too, which takes a call for each. */
      PERMISSIONS
    }

    public Query {
      regions = List.copyOf(regions);
    }
  }

  /**
   * Our images and who may use them.
   *
   * @param images by region, then newest first
   * @param permissions of each of them; empty if only the images were asked for
   * @param unread the regions that could not be read, and why
   */
  record Report(
      List<KilnImage> images, Map<AmiId, Permissions> permissions, Map<Region, String> unread) {
    public Report {
      images = List.copyOf(images);
      permissions = Map.copyOf(permissions);
      unread = Map.copyOf(unread);
    }
  }
}
