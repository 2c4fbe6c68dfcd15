package dev.kiln.cli.images;

import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.work.Question;
import dev.kiln.cli.work.Starter;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.diff.ContentDiff;
import dev.kiln.model.image.ImageTrees;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.image.Lineage;
import dev.kiln.workflows.catalog.CatalogWorkflow;
import dev.kiln.workflows.catalog.CompareWorkflow;
import dev.kiln.workflows.catalog.LineageWorkflow;
import dev.kiln.workflows.catalog.LineageWorkflow.Query.InRegion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The existing images. A worker reads them, because it has the credentials. */
public final class Catalog {
  private final Starter starter;

  public Catalog(Connection connection) {
    this.starter = new Starter(connection.client());
  }

  /** Images that Kiln made, newest first. */
  public List<KilnImage> images(List<Region> regions, Optional<String> template) {
    return starter.ask(
        new Question<>(
            CatalogWorkflow.class,
            CatalogWorkflow::id,
            "list images in " + regions,
            Optional.of("list images"),
            catalog -> catalog.list(new CatalogWorkflow.Query(regions, template))));
  }

  /** Lineage that the tags of some images do not record; empty if the tags record everything. */
  Lineage lineage(ImageTrees trees) {
    var foreign = trees.unseen();
    var layerings = trees.layerings();
    List<InRegion> questions =
        Stream.concat(foreign.keySet().stream(), layerings.keySet().stream())
            .distinct()
            .map(
                region ->
                    new InRegion(
                        region,
                        foreign.getOrDefault(region, List.of()),
                        layerings.getOrDefault(region, List.of())))
            .toList();
    if (questions.isEmpty()) {
      return Lineage.UNASKED;
    }
    List<Region> regions = questions.stream().map(InRegion::region).toList();
    return starter.ask(
        new Question<>(
            LineageWorkflow.class,
            LineageWorkflow::id,
            "trace the lineage of images in " + regions,
            Optional.of("trace images"),
            lineage -> lineage.trace(new LineageWorkflow.Query(questions))));
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
