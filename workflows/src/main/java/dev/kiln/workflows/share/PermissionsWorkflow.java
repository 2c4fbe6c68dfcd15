package dev.kiln.workflows.share;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Permissions;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import java.util.Map;

/** Reads who may use some images. EC2 has no list of it: it takes calls for each image. */
@WorkflowInterface
public interface PermissionsWorkflow {
  /** A read locks nothing: the caller chooses the id. */
  static String id(String unique) {
    return "permissions-" + unique;
  }

  @WorkflowMethod
  Report permissions(Query query);

  /** Some images; a few hundred at most, so that the answer comes within a minute. */
  record Query(List<RegionalAmi> images) {
    public Query {
      images = List.copyOf(images);
    }
  }

  /**
   * Who may use the images.
   *
   * @param permissions of each image that still exists
   * @param unread the regions that could not be read, and why
   */
  record Report(Map<AmiId, Permissions> permissions, Map<Region, String> unread) {
    public Report {
      permissions = Map.copyOf(permissions);
      unread = Map.copyOf(unread);
    }
  }
}
