package dev.kiln.workflows.retire;

import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.retire.KeptImage;
import dev.kiln.model.retire.OrphanSnapshot;
import dev.kiln.model.retire.OwnedImage;
import dev.kiln.model.retire.Retention;
import io.temporal.activity.ActivityInterface;
import java.util.List;
import java.util.Optional;

/**
 * Looks through all our images of all regions, and returns only those that matter: an account can
 * have more images than Temporal carries at once.
 */
@ActivityInterface
public interface SurveyActivities {
  /** Finds the images with some names, or the unused ones. */
  Survey surveyImages(SurveyQuery query);

  /** Looks again at images that are about to be deleted, and at what was built on them. */
  Recheck recheckImages(RecheckQuery query);

  /**
   * What to look for.
   *
   * @param scope the regions whose images may be deleted
   * @param regions where images built on them may be
   * @param asked the regions that the user named: they must be readable
   * @param names ids and names of images; empty to find the unused ones
   * @param retention which unused images to keep; absent if names are given
   * @param most how many unused images and how many snapshots to return
   */
  record SurveyQuery(
      List<Region> scope,
      List<Region> regions,
      List<Region> asked,
      List<String> names,
      Optional<Retention> retention,
      int most) {
    public SurveyQuery {
      scope = List.copyOf(scope);
      regions = List.copyOf(regions);
      asked = List.copyOf(asked);
      names = List.copyOf(names);
    }
  }

  /**
   * What was found.
   *
   * @param images the named images, or the unused ones: each after all images built on it
   * @param more how many other unused images there are
   * @param around images that were built on these, or on which these were built
   * @param kept some of the examined images that stay
   * @param keptCount how many stay
   * @param orphans snapshots without an image
   * @param moreOrphans how many other such snapshots there are
   * @param problems with names that fit no image, in words
   * @param notes about regions that could not be read, in words
   */
  record Survey(
      List<OwnedImage> images,
      int more,
      List<OwnedImage> around,
      List<KeptImage> kept,
      int keptCount,
      List<OrphanSnapshot> orphans,
      int moreOrphans,
      List<String> problems,
      List<String> notes) {
    public Survey {
      images = List.copyOf(images);
      around = List.copyOf(around);
      kept = List.copyOf(kept);
      orphans = List.copyOf(orphans);
      problems = List.copyOf(problems);
      notes = List.copyOf(notes);
    }
  }

  /**
   * The images to look at again.
   *
   * @param regions where images built on them may be
   * @param asked the regions of the images: they must be readable
   */
  record RecheckQuery(List<RegionalAmi> images, List<Region> regions, List<Region> asked) {
    public RecheckQuery {
      images = List.copyOf(images);
      regions = List.copyOf(regions);
      asked = List.copyOf(asked);
    }
  }

  /**
   * What a second look found.
   *
   * @param there the images that still exist
   * @param dependents the images that were built on any of them, or are unfinished copies of one
   */
  record Recheck(List<RegionalAmi> there, List<OwnedImage> dependents) {
    public Recheck {
      there = List.copyOf(there);
      dependents = List.copyOf(dependents);
    }
  }
}
