package dev.kiln.workflows.catalog;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.layer.BaseImage;
import io.temporal.activity.ActivityInterface;
import java.util.List;
import java.util.Optional;

/** Reads which images exist. */
@ActivityInterface
public interface CatalogActivities {
  /** All of our images with any of the keys, in any state, newest first. */
  List<KilnImage> findImages(List<ImageKey> keys);

  /** The images of a chain in other regions. A region that cannot be read counts as empty. */
  List<RegionalImages> findElsewhere(ElsewhereQuery query);

  /** The regions that the account can use; any one of them knows the list. */
  List<Region> listRegions(Region any);

  /** All images that Kiln made of one template in the region, newest first. */
  List<KilnImage> listImages(Region region, Optional<String> template);

  /** Some of the images that Kiln made in a region, in no particular order. */
  ImagePage pageImages(PageQuery query);

  /**
   * The image that a base means today.
   *
   * @throws io.temporal.failure.ApplicationFailure if there is none, it is not available, or it has
   *     another architecture
   */
  BaseAmi resolveBase(BaseImage base, Architecture architecture, Region region);

  /**
   * Which images of a region to read.
   *
   * @param templates the slugs of their templates; empty for all
   * @param after the mark that the page before ended with; empty for the first page
   * @param most how many to read at most, at least 5
   */
  record PageQuery(Region region, List<String> templates, Optional<String> after, int most) {
    public PageQuery {
      templates = List.copyOf(templates);
    }
  }

  /**
   * Some of a region's images.
   *
   * @param next the mark of the next page; empty at the end
   * @param lost whether EC2 does not know the mark any more, so that only the first page can be
   *     read
   */
  record ImagePage(List<KilnImage> images, Optional<String> next, boolean lost) {
    /** No images: the mark is not known any more. */
    public static final ImagePage LOST = new ImagePage(List.of(), Optional.empty(), true);

    public ImagePage {
      images = List.copyOf(images);
    }
  }

  /**
   * A question about the images of a chain in other regions.
   *
   * @param keys of its layers, in the region of the build
   * @param base of its lowest layer
   * @param regions to look in
   * @param ours look also in the regions that the worker's settings list as ours
   */
  record ElsewhereQuery(List<ImageKey> keys, BaseImage base, List<Region> regions, boolean ours) {
    public ElsewhereQuery {
      keys = List.copyOf(keys);
      regions = List.copyOf(regions);
    }
  }

  /**
   * The images of a chain in one region.
   *
   * @param images of any of its layers, in any state, newest first
   * @param currentBase the image from which the lowest layer would start there today, if known
   */
  record RegionalImages(Region region, List<KilnImage> images, Optional<AmiId> currentBase) {
    public RegionalImages {
      images = List.copyOf(images);
    }
  }
}
