package dev.kiln.cli.connect;

import com.google.protobuf.util.Timestamps;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Looks for workers that poll for tasks. */
public record Pollers(WorkflowClient client) {
  private static final long DEADLINE_SECONDS = 3;

  /** A poll lasts up to a minute, and the server remembers pollers for five. */
  private static final Duration FRESH = Duration.ofSeconds(90);

  /** Whether a worker has polled recently; true if the server does not report pollers. */
  public boolean polling(String queue) {
    DescribeTaskQueueRequest request =
        DescribeTaskQueueRequest.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .setTaskQueue(TaskQueue.newBuilder().setName(queue))
            .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY)
            .build();
    try {
      Instant oldest = Instant.now().minus(FRESH);
      return client
          .getWorkflowServiceStubs()
          .blockingStub()
          .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
          .describeTaskQueue(request)
          .getPollersList()
          .stream()
          .anyMatch(poller -> lastAccess(poller).isAfter(oldest));
    } catch (StatusRuntimeException unavailable) {
      return true;
    }
  }

  private static Instant lastAccess(PollerInfo poller) {
    return Instant.ofEpochMilli(Timestamps.toMillis(poller.getLastAccessTime()));
  }
}
