package dev.kiln.workflows.catalog;

import dev.kiln.model.Region;
import dev.kiln.model.image.KilnImage;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists images, one part of the list at a time: an account can have more of them than Temporal
 * carries at once. It is a workflow because only the worker has AWS credentials; the command line
 * needs none.
 */
@WorkflowInterface
public interface CatalogWorkflow {
  /** A listing locks nothing: the caller chooses the id. */
  static String id(String unique) {
    return "catalog-" + unique;
  }

  /** The next images of some regions, in no particular order. */
  @WorkflowMethod
  Part list(Query query);

  /**
   * Which images to list.
   *
   * @param places where to go on in each region; empty for the beginning in every region of the
   *     account
   * @param home any region of the account, to ask which others there are
   * @param templates the slugs of the templates whose images to list; empty for all
   * @param most how many images to read at most, all regions together
   */
  record Query(List<Place> places, Region home, List<String> templates, int most) {
    public Query {
      places = List.copyOf(places);
      templates = List.copyOf(templates);
    }
  }

  /**
   * A place in the list of a region.
   *
   * @param after the mark that the part before it ended with; empty for the beginning
   */
  record Place(Region region, Optional<String> after) {
    /** The beginning of the list of a region. */
    public static Place first(Region region) {
      return new Place(region, Optional.empty());
    }
  }

  /**
   * A part of the list.
   *
   * @param next where the rest is; empty at the end
   * @param lost regions whose mark EC2 does not know any more: only their beginning can be read
   * @param unread the regions that could not be read, and why
   */
  record Part(
      List<KilnImage> images, List<Place> next, List<Region> lost, Map<Region, String> unread) {
    public Part {
      images = List.copyOf(images);
      next = List.copyOf(next);
      lost = List.copyOf(lost);
      unread = Map.copyOf(unread);
    }
  }
}
