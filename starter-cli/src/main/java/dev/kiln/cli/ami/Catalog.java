package dev.kiln.cli.ami;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.connect.Connection;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.diff.ContentDiff;
import dev.kiln.model.image.ImageTrees;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.image.Lineage;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.catalog.CatalogWorkflow;
import dev.kiln.workflows.catalog.CompareWorkflow;
import dev.kiln.workflows.catalog.LineageWorkflow;
import dev.kiln.workflows.catalog.LineageWorkflow.Query.InRegion;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The images there are, read where the credentials are: by a worker. */
final class Catalog {
  private final WorkflowClient client;

  Catalog(Connection connection) {
    this.client = connection.client();
  }

  /** Images that Kiln made, newest first. */
  List<KilnImage> images(List<Region> regions, Optional<String> template) {
    CatalogWorkflow catalog =
        client.newWorkflowStub(
            CatalogWorkflow.class, options(CatalogWorkflow.id(unique()), "list images", regions));
    return orFailure(
        "list images", () -> catalog.list(new CatalogWorkflow.Query(regions, template)));
  }

  /** What the tags of the images in some trees do not tell; nothing where they tell all. */
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
    LineageWorkflow lineage =
        client.newWorkflowStub(
            LineageWorkflow.class,
            options(LineageWorkflow.id(unique()), "trace the lineage of images", regions));
    return orFailure("trace images", () -> lineage.trace(new LineageWorkflow.Query(questions)));
  }

  /** How the inside of an image differs from that of another. */
  ContentDiff compare(AmiId left, AmiId right) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setTaskQueue(TaskQueues.BUILD)
            .setWorkflowId(CompareWorkflow.id(unique()))
            .setStaticSummary("compare " + left + " with " + right)
            .build();
    CompareWorkflow compare = client.newWorkflowStub(CompareWorkflow.class, options);
    return orFailure("compare images", () -> compare.compare(left, right));
  }

  private static String unique() {
    return UUID.randomUUID().toString();
  }

  private static WorkflowOptions options(String id, String what, List<Region> regions) {
    return WorkflowOptions.newBuilder()
        .setTaskQueue(TaskQueues.BUILD)
        .setWorkflowId(id)
        .setStaticSummary(what + " in " + regions)
        .build();
  }

  private static <T> T orFailure(String what, Supplier<T> ask) {
    try {
      return ask.get();
    } catch (WorkflowFailedException failure) {
      String fact =
          FailureType.applicationFailureIn(failure)
              .map(application -> application.getOriginalMessage())
              .orElse(String.valueOf(failure.getMessage()));
      throw new CliFailure("cannot " + what + ": " + fact, failure);
    }
  }
}
