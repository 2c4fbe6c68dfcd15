package dev.kiln.cli.images;

import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.work.Listing;
import dev.kiln.cli.work.Question;
import dev.kiln.cli.work.Starter;
import dev.kiln.cli.work.WorkFailure;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.diff.ContentDiff;
import dev.kiln.model.image.ImageTrees;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.image.Layering;
import dev.kiln.model.image.Lineage;
import dev.kiln.workflows.catalog.CompareWorkflow;
import dev.kiln.workflows.catalog.LineageWorkflow;
import dev.kiln.workflows.catalog.LineageWorkflow.Query.InRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The existing images. A worker reads them, because it has the credentials. */
public final class Catalog {
  /** Images without a recorded size are measured if there are no more of them. */
  private static final int MEASURED = 100;

  /** How many images to name in one activity. */
  private static final int NAMED = 1000;

  /** How many of these questions one workflow answers. */
  private static final int TOGETHER = 20;

  private final Connection connection;
  private final Starter starter;

  public Catalog(Connection connection) {
    this.connection = connection;
    this.starter = new Starter(connection.client());
  }

  /** Images that Kiln made, newest first; only those of some templates, if any are named. */
  public List<KilnImage> images(List<Region> regions, List<String> templates) {
    Listing listing = Listing.of(connection.client(), regions, regions.get(0), templates);
    listing
        .unread()
        .forEach(
            (region, reason) -> {
              throw WorkFailure.failed("cannot list images: " + reason);
            });
    return listing.images();
  }

  /**
   * Lineage that the tags of some images do not record; empty if the tags record everything. Sizes
   * are measured only for a few images: each takes a call, and images carry theirs since their
   * sizes are measured when they are made.
   */
  Lineage lineage(ImageTrees trees) {
    List<InRegion> questions = questions(trees);
    Lineage lineage = Lineage.UNASKED;
    for (int from = 0; from < questions.size(); from += TOGETHER) {
      List<InRegion> some = questions.subList(from, Math.min(questions.size(), from + TOGETHER));
      lineage = lineage.and(trace(new LineageWorkflow.Query(some)));
    }
    return lineage;
  }

  private static List<InRegion> questions(ImageTrees trees) {
    Map<Region, List<Layering>> unmeasured = trees.layerings();
    boolean few = unmeasured.values().stream().mapToInt(List::size).sum() <= MEASURED;
    List<InRegion> questions = new ArrayList<>();
    trees
        .unseen()
        .forEach(
            (region, unseen) -> {
              List<AmiId> amis = List.copyOf(unseen);
              for (int from = 0; from < amis.size(); from += NAMED) {
                List<AmiId> some = amis.subList(from, Math.min(amis.size(), from + NAMED));
                questions.add(new InRegion(region, some, List.of()));
              }
            });
    if (few) {
      unmeasured.forEach(
          (region, layerings) -> questions.add(new InRegion(region, List.of(), layerings)));
    }
    return questions;
  }

  private Lineage trace(LineageWorkflow.Query query) {
    return starter.ask(
        new Question<>(
            LineageWorkflow.class,
            LineageWorkflow::id,
            "trace the lineage of images in "
                + query.regions().stream().map(InRegion::region).distinct().toList(),
            Optional.of("trace images"),
            lineage -> lineage.trace(query)));
  }

  /** The differences in content between two images. */
  ContentDiff compare(AmiId left, AmiId right) {
    return starter.ask(
        new Question<>(
            CompareWorkflow.class,
            CompareWorkflow::id,
            "compare " + left + " with " + right,
            Optional.of("compare images"),
            comparison -> comparison.compare(left, right)));
  }
}
