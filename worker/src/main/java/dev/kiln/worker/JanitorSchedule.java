package dev.kiln.worker;

import dev.kiln.model.Region;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.janitor.JanitorWorkflow;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schedules the janitor on the server, once an hour. Every worker tries, and the first one creates
 * the schedule; an existing schedule stays as it is, so that an operator can pause or change it.
 */
public final class JanitorSchedule {
  /** The schedule's ID on the server. */
  static final String ID = "kiln-janitor";

  private static final Logger LOG = LoggerFactory.getLogger(JanitorSchedule.class);
  private static final Duration PERIOD = Duration.ofHours(1);

  private JanitorSchedule() {}

  /** Creates the schedule if it is missing and the server supports schedules. */
  public static void ensure(WorkflowClient client, Region region) {
    ScheduleClient schedules =
        ScheduleClient.newInstance(
            client.getWorkflowServiceStubs(),
            ScheduleClientOptions.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setDataConverter(client.getOptions().getDataConverter())
                .build());
    try {
      schedules.createSchedule(ID, hourly(region), ScheduleOptions.newBuilder().build());
      LOG.info("janitor scheduled id={}", ID);
    } catch (ScheduleAlreadyRunningException there) {
      LOG.debug("janitor is scheduled already id={}", ID);
    } catch (ScheduleException | StatusRuntimeException refused) {
      LOG.warn("janitor not scheduled reason=\"{}\"", reason(refused));
    }
  }

  private static String reason(RuntimeException refused) {
    Throwable cause = refused.getCause() == null ? refused : refused.getCause();
    return FailureType.reason(cause);
  }

  private static Schedule hourly(Region region) {
    return Schedule.newBuilder()
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(JanitorWorkflow.class)
                .setArguments(JanitorWorkflow.Request.everywhere(region))
                .setOptions(
                    WorkflowOptions.newBuilder()
                        .setWorkflowId(JanitorWorkflow.id("hourly"))
                        .setTaskQueue(TaskQueues.BUILD)
                        .setWorkflowExecutionTimeout(PERIOD)
                        .setStaticSummary("remove what has expired")
                        .build())
                .build())
        .setSpec(
            ScheduleSpec.newBuilder()
                .setIntervals(List.of(new ScheduleIntervalSpec(PERIOD)))
                .build())
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                .setCatchupWindow(PERIOD)
                .build())
        .build();
  }
}
