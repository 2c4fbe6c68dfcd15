package dev.kiln.integration.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.Region;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.Sharing;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.build.PlanWorkflow;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.image.BuilderPolicy;
import io.temporal.client.WorkflowOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a plan predicts beyond its layers. */
@Timeout(60)
final class PlanOnLocalCloudTest {
  private static final Region WEST = new Region("us-west-2");

  @TempDir private Path home;
  private RehearsalStage on;

  @BeforeEach
  void open() {
    on = new RehearsalStage(LocalCloudSettings.defaults(home).withBackend(BackendChoice.NONE));
  }

  @AfterEach
  void close() throws Exception {
    on.close();
  }

  @Test
  void reportsWhereTheImageCouldNotBePublic() {
    on.stranger().disableImageBlockPublicAccess(r -> {});

    assertThat(plan(Optional.of(Grantee.PUBLIC)).notes())
        .singleElement()
        .asString()
        .startsWith("block public access for AMIs is on in us-west-2")
        .contains("aws ec2 disable-image-block-public-access --region us-west-2");
    assertThat(on.cloud.calls().count("RunInstances")).isZero();
  }

  @Test
  void reportsWhereThatIsUnknown() {
    on.cloud
        .faults()
        .add(Fault.error("GetImageBlockPublicAccessState", "UnauthorizedOperation").always());

    assertThat(plan(Optional.of(Grantee.PUBLIC)).notes())
        .hasSize(2)
        .allMatch(note -> note.startsWith("cannot find out whether images may be public in us-"));
  }

  @Test
  void doesNotAskForAnImageThatStaysPrivate() {
    assertThat(plan(Optional.of(new Grantee("111122223333"))).notes()).isEmpty();
    assertThat(plan(Optional.empty()).notes()).isEmpty();

    assertThat(on.cloud.calls().count("GetImageBlockPublicAccessState")).isZero();
  }

  private PlanWorkflow.Plan plan(Optional<Grantee> receiver) {
    BuildWorkflow.Request here =
        on.request(
            BuilderPolicy.DEFAULT,
            RehearsalStage.layer("layer", Optional.empty(), "true\n", "true"));
    BuildWorkflow.Request request =
        new BuildWorkflow.Request(
            here.buildId(),
            here.name(),
            here.layers(),
            here.region(),
            here.architectures(),
            here.rebuild(),
            here.refresh(),
            here.policy(),
            Optional.of(
                new Distribution(
                    List.of(WEST),
                    Map.of(),
                    receiver.map(one -> new Sharing(List.of(one), false)))));
    return on.environment
        .getWorkflowClient()
        .newWorkflowStub(
            PlanWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(PlanWorkflow.id(request))
                .setTaskQueue(TaskQueues.BUILD)
                .build())
        .plan(request);
  }
}
