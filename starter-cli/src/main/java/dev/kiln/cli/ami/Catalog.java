package dev.kiln.cli.ami;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.connect.Connection;
import dev.kiln.model.Region;
import dev.kiln.model.image.KilnImage;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.catalog.CatalogQuery;
import dev.kiln.workflows.catalog.CatalogWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
            CatalogWorkflow.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(TaskQueues.BUILD)
                .setWorkflowId(CatalogWorkflow.id(UUID.randomUUID().toString()))
                .setStaticSummary("list images in " + regions)
                .build());
    try {
      return catalog.list(new CatalogQuery(regions, template));
    } catch (WorkflowFailedException failure) {
      String fact =
          FailureType.applicationFailureIn(failure)
              .map(application -> application.getOriginalMessage())
              .orElse(String.valueOf(failure.getMessage()));
      throw new CliFailure("cannot list images: " + fact, failure);
    }
  }
}
