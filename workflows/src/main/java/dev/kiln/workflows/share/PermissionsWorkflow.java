package dev.kiln.workflows.share;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.share.Permissions;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import java.util.Map;

/** Lists images over regions, and who may use them. */
@WorkflowInterface
public interface PermissionsWorkflow {
  /** A read locks nothing: the caller chooses the id. */
  static String id(String unique) {
    return "permissions-" + unique;
  }

  @WorkflowMethod
  Report permissions(Query query);

  /**
   * Where to look for images, and how much to read.
   *
   * @param regions to look in; empty for every region of the account
   * @param home any region of the account, to ask which others there are
   */
  record Query(List<Region> regions, Region home, Detail detail) {
    /** How much to read. */
    public enum Detail {
      /** Only the images. */
      IMAGES,
      /** Also who may use each image, which takes a call for each. */
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
   * @param permissions of each image; empty if only the images were requested
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
