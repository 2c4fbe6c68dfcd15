package dev.kiln.integration.image;

import dev.kiln.activities.image.ImageLeases;
import dev.kiln.activities.lease.RunLeases;
import dev.kiln.activities.waiting.OpenWaits;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.build.BuildWorkflowImpl;
import dev.kiln.workflows.image.ImageWorkflowImpl;
import dev.kiln.workflows.validate.ValidateWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;

/**
 * A worker on the double of the cloud. The part that waits can be lost without the part that
 * builds.
 */
final class BenchWorker {
  private static final WorkerOptions OPTIONS =
      WorkerOptions.newBuilder()
          .setStickyQueueScheduleToStartTimeout(Duration.ZERO)
          .setMaxHeartbeatThrottleInterval(Duration.ofMillis(100))
          .build();

  private final OpenWaits waits;
  private final RunLeases leases;
  private final WorkerFactory building;
  private final WorkerFactory waiting;

  public BenchWorker(WorkflowClient client, InMemoryCloud cloud, Duration beat) {
    waits = new OpenWaits(client, beat);
    leases = new RunLeases(client, waits);
    building = WorkerFactory.newInstance(client);
    Worker build = building.newWorker(TaskQueues.BUILD, OPTIONS);
    build.registerWorkflowImplementationTypes(
        BuildWorkflowImpl.class, ImageWorkflowImpl.class, ValidateWorkflowImpl.class);
    build.registerActivitiesImplementations(cloud);
    building.start();
    waiting = WorkerFactory.newInstance(client);
    waiting
        .newWorker(TaskQueues.WAIT, OPTIONS)
        .registerActivitiesImplementations(leases, new ImageLeases(leases));
    waiting.start();
  }

  /** Takes no more leases; the leases that it holds stay open. */
  public void takeNoMoreLeases() {
    waiting.shutdownNow();
  }

  /** Stops at once as a crash would: it reports nothing to anyone. */
  public void kill() {
    waiting.shutdownNow();
    building.shutdownNow();
    waits.close();
    leases.close();
  }
}
