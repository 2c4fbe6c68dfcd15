package dev.kiln.cli.work;

import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.KilnImage;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.catalog.CatalogWorkflow;
import dev.kiln.workflows.catalog.CatalogWorkflow.Part;
import dev.kiln.workflows.catalog.CatalogWorkflow.Place;
import io.temporal.client.WorkflowClient;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The images that Kiln made, as a worker reads them: part by part, because an account can have more
 * of them than Temporal carries at once.
 *
 * @param images newest first
 * @param unread the regions that could not be read, and why
 */
public record Listing(List<KilnImage> images, Map<Region, String> unread) {
  /** As many images with usual tags as one message carries, with room to spare. */
  private static final int MOST = 2000;

  /** A part of so few images is not made smaller. */
  private static final int FEWEST = 10;

  /** How often a list begins again whose place EC2 has lost, before the reading fails. */
  private static final int BEGINNINGS = 5;

  public Listing {
    images = List.copyOf(images);
    unread = Map.copyOf(unread);
  }

  /**
   * Reads the images.
   *
   * @param regions to look in; empty for every region of the account
   * @param home any region of the account
   * @param templates the slugs of the templates whose images to read; empty for all
   * @throws WorkFailure if no worker can read them
   */
  public static Listing of(
      WorkflowClient client, List<Region> regions, Region home, List<String> templates) {
    Reading reading = new Reading(new Starter(client), home, templates);
    List<Place> places = regions.stream().map(Place::first).toList();
    do {
      places = reading.read(places);
    } while (!places.isEmpty());
    return reading.listing();
  }

  private static final class Reading {
    private final Starter starter;
    private final Region home;
    private final List<String> templates;
    private final Map<RegionalAmi, KilnImage> found = new LinkedHashMap<>();
    private final Map<Region, String> unread = new TreeMap<>();
    private int most = MOST;
    private int beginnings = 0;

    Reading(Starter starter, Region home, List<String> templates) {
      this.starter = starter;
      this.home = home;
      this.templates = templates;
    }

    /** Reads a part and returns where to go on. */
    List<Place> read(List<Place> places) {
      Part part = part(places);
      part.images()
          .forEach(image -> found.put(new RegionalAmi(image.key().region(), image.ami()), image));
      unread.putAll(part.unread());
      if (!part.lost().isEmpty() && ++beginnings == BEGINNINGS) {
        throw WorkFailure.failed(
            "cannot list images in %s: EC2 loses its place in the list again and again; try later"
                .formatted(part.lost()));
      }
      found.keySet().removeIf(at -> part.lost().contains(at.region()));
      return Stream.concat(part.next().stream(), part.lost().stream().map(Place::first)).toList();
    }

    /** Halves what it asks for where images have so many tags that a part is too large. */
    private Part part(List<Place> places) {
      while (true) {
        try {
          return ask(new CatalogWorkflow.Query(places, home, templates, most));
        } catch (WorkFailure failure) {
          if (most < FEWEST || !failure.isOf(FailureType.TOO_LARGE)) {
            throw failure;
          }
          most /= 2;
        }
      }
    }

    private Part ask(CatalogWorkflow.Query query) {
      List<Region> where = query.places().stream().map(Place::region).toList();
      return starter.ask(
          new Question<>(
              CatalogWorkflow.class,
              CatalogWorkflow::id,
              "list images in " + (where.isEmpty() ? "all regions" : where),
              Optional.of("list images"),
              catalog -> catalog.list(query)));
    }

    Listing listing() {
      return new Listing(
          found.values().stream()
              .sorted(Comparator.comparing(KilnImage::created).reversed())
              .toList(),
          unread);
    }
  }
}
