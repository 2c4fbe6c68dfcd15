package dev.kiln.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.NonDeterministicException;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * How to change a workflow while runs of it are open: the worked example of CONTRIBUTING. The
 * change puts a scan between the build of an image and its publication.
 */
final class VersioningTest {
  private static final String ID = "release-gromacs";

  private final List<String> calls = new CopyOnWriteArrayList<>();

  @WorkflowInterface
  public interface ReleaseWorkflow {
    @WorkflowMethod
    void release(String template);
  }

  @ActivityInterface
  public interface ReleaseActivities {
    String build(String template);

    void scan(String image);

    void publish(String image);
  }

  /** Before the change. */
  public static final class BuildThenPublish implements ReleaseWorkflow {
    private final ReleaseActivities activities = stub();

    @Override
    public void release(String template) {
      String image = activities.build(template);
      activities.publish(image);
    }
  }

  /** The change without a version: a run that was past the build has another history. */
  public static final class ScanAlways implements ReleaseWorkflow {
    private final ReleaseActivities activities = stub();

    @Override
    public void release(String template) {
      String image = activities.build(template);
      activities.scan(image);
      activities.publish(image);
    }
  }

  /** The change with a version: each run ends on the path that it began on. */
  public static final class ScanIfNew implements ReleaseWorkflow {
    private final ReleaseActivities activities = stub();

    @Override
    public void release(String template) {
      String image = activities.build(template);
      if (Workflow.getVersion("scan-before-publish", Workflow.DEFAULT_VERSION, 1) >= 1) {
        activities.scan(image);
      }
      activities.publish(image);
    }
  }

  @Test
  void anOldRunBreaksOnAChangeWithoutAVersion() {
    WorkflowExecutionHistory old = run(BuildThenPublish.class);

    assertThatThrownBy(() -> WorkflowReplayer.replayWorkflowExecution(old, ScanAlways.class))
        .hasStackTraceContaining(NonDeterministicException.class.getName());
  }

  @Test
  void anOldRunReplaysOnAChangeWithAVersion() throws Exception {
    WorkflowExecutionHistory old = run(BuildThenPublish.class);

    WorkflowReplayer.replayWorkflowExecution(old, ScanIfNew.class);
  }

  @Test
  void aNewRunTakesTheNewPath() throws Exception {
    WorkflowExecutionHistory fresh = run(ScanIfNew.class);

    assertThat(calls).containsExactly("build", "scan", "publish");
    WorkflowReplayer.replayWorkflowExecution(fresh, ScanIfNew.class);
  }

  /** Runs the workflow to its end and returns its history. */
  private WorkflowExecutionHistory run(Class<? extends ReleaseWorkflow> implementation) {
    try (TestWorkflowEnvironment server = TestWorkflowEnvironment.newInstance()) {
      Worker worker = server.newWorker(TaskQueues.BUILD);
      worker.registerWorkflowImplementationTypes(implementation);
      worker.registerActivitiesImplementations(new RecordedCalls());
      server.start();
      server
          .getWorkflowClient()
          .newWorkflowStub(
              ReleaseWorkflow.class,
              WorkflowOptions.newBuilder().setWorkflowId(ID).setTaskQueue(TaskQueues.BUILD).build())
          .release("gromacs");
      return server.getWorkflowClient().fetchHistory(ID);
    }
  }

  private static ReleaseActivities stub() {
    return Workflow.newActivityStub(
        ReleaseActivities.class,
        ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(1)).build());
  }

  private final class RecordedCalls implements ReleaseActivities {
    @Override
    public String build(String template) {
      calls.add("build");
      return "ami-0123456789abcdef0";
    }

    @Override
    public void scan(String image) {
      calls.add("scan");
    }

    @Override
    public void publish(String image) {
      calls.add("publish");
    }
  }
}
