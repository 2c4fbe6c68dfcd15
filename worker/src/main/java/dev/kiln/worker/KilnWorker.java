package dev.kiln.worker;

import dev.kiln.activities.KilnActivities;
import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.all.KilnWorkflows;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A running worker with all workflows and activities, on both task queues. */
public final class KilnWorker implements AutoCloseable {
  private final WorkerFactory factory;
  private final KilnActivities activities;
  private final Duration grace;

  private KilnWorker(WorkerFactory factory, KilnActivities activities, Duration grace) {
    this.factory = factory;
    this.activities = activities;
    this.grace = grace;
  }

  /**
   * Starts polling.
   *
   * @param registry the registry whose channels protect images, even when a command names another
   *     one
   */
  public static KilnWorker start(
      WorkflowClient client,
      CloudSettings cloud,
      Optional<RegistryLocation> registry,
      WorkerSettings settings) {
    KilnActivities activities = new KilnActivities(client, cloud, registry, settings.beat());
    WorkerFactory factory =
        WorkerFactory.newInstance(
            client,
            WorkerFactoryOptions.newBuilder()
                .setWorkerInterceptors(activities.heartbeats())
                .build());
    WorkerOptions options =
        WorkerOptions.newBuilder()
            .setStickyQueueScheduleToStartTimeout(settings.stickyTimeout())
            .setMaxHeartbeatThrottleInterval(settings.beat())
            .build();
    Worker build = factory.newWorker(TaskQueues.BUILD, options);
    build.registerWorkflowImplementationTypes(
        KilnWorkflows.IMPLEMENTATIONS.toArray(Class<?>[]::new));
    build.registerActivitiesImplementations(activities.building().toArray());
    Worker wait = factory.newWorker(TaskQueues.WAIT, options);
    wait.registerActivitiesImplementations(activities.waiting().toArray());
    factory.start();
    return new KilnWorker(factory, activities, settings.grace());
  }

  /** Stops taking work. Other workers, or this one's successor, continue the open waits. */
  @Override
  public void close() {
    if (!grace.isZero()) {
      factory.shutdown();
      factory.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
    }
    factory.shutdownNow();
    activities.close();
  }
}
