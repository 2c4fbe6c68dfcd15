package dev.kiln.integration.histories;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.AddedBytes;
import dev.kiln.model.image.ForeignImage;
import dev.kiln.model.image.Layering;
import dev.kiln.workflows.KilnDataConverter;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.catalog.LineageActivities;
import dev.kiln.workflows.catalog.LineageWorkflow;
import dev.kiln.workflows.catalog.LineageWorkflow.Query.InRegion;
import dev.kiln.workflows.catalog.LineageWorkflowImpl;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A survey of two regions, one of which reports no sizes. */
final class LineageHistory {
  private LineageHistory() {}

  static String json() {
    try (TestWorkflowEnvironment environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(KilnDataConverter.create())
                        .setWorkerHeartbeatInterval(Duration.ofSeconds(-1))
                        .build())
                .build())) {
      Worker worker = environment.newWorker(TaskQueues.BUILD);
      worker.registerWorkflowImplementationTypes(LineageWorkflowImpl.class);
      worker.registerActivitiesImplementations(new OneRegionTells());
      environment.start();
      AmiId base = new AmiId("ami-0b0b0b0b0b0b0b0b0");
      Layering layering = new Layering(new AmiId("ami-0a0a0a0a0a0a0a0a0"), base);
      List<Layering> many = Collections.nCopies(12, layering);
      environment
          .getWorkflowClient()
          .newWorkflowStub(
              LineageWorkflow.class,
              WorkflowOptions.newBuilder()
                  .setTaskQueue(TaskQueues.BUILD)
                  .setWorkflowId(LineageWorkflow.id("recorded"))
                  .build())
          .trace(
              new LineageWorkflow.Query(
                  List.of(
                      new InRegion(new Region("us-east-1"), List.of(base), many),
                      new InRegion(new Region("eu-west-1"), List.of(), List.of(layering)))));
      return environment
          .getWorkflowClient()
          .fetchHistory(LineageWorkflow.id("recorded"))
          .toJson(true);
    }
  }

  private static final class OneRegionTells implements LineageActivities {
    @Override
    public List<ForeignImage> nameImages(Region region, List<AmiId> amis) {
      return amis.stream()
          .map(ami -> new ForeignImage(ami, Optional.of("ubuntu-24.04"), false))
          .toList();
    }

    @Override
    public List<AddedBytes> measureAdded(Region region, List<Layering> layerings) {
      if (region.value().equals("eu-west-1")) {
        throw ApplicationFailure.newNonRetryableFailure("it reports nothing", "ACCESS_DENIED");
      }
      return layerings.stream().map(one -> new AddedBytes(one.image(), 1 << 20)).toList();
    }
  }
}
