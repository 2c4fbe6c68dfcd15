package dev.kiln.integration.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Fault.When;
import dev.kiln.localcloud.control.Inventory.Resource;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.Delays;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.Region;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.doctor.AccountWorkflow;
import dev.kiln.workflows.doctor.CanaryWorkflow;
import dev.kiln.workflows.doctor.CanaryWorkflow.Report;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
final class CanaryOnLocalCloudTest {
  private static final Region WEST = new Region("us-west-2");
  private static final Path KNOWN =
      Path.of("../activities/src/main/resources/dev/kiln/activities/aws/known-replies.txt");

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
  void bakesBootsCopiesAndDeletesAnImage() throws Exception {
    Report report = start("0a").getResult(Report.class);

    assertThat(report.failure()).isEmpty();
    assertThat(report.left()).isEmpty();
    assertThat(report.succeeded()).isTrue();
    assertThat(report.deleted())
        .hasSize(2)
        .anyMatch(image -> image.endsWith("in us-east-1"))
        .anyMatch(image -> image.endsWith("in us-west-2"));
    assertThat(report.layers()).singleElement().satisfies(one -> assertThat(one.ami()).isPresent());
    assertThat(report.dollars()).isGreaterThan(BigDecimal.ZERO);
    assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(2);
    assertThat(on.cloud.calls().count("CopyImage")).isEqualTo(1);
    assertThat(on.cloud.calls().count("ModifyImageAttribute")).isZero();
    assertNothingIsLeft();
  }

  /** The table of what the local cloud says; {@code -Dgolden.write=true} adds to it. */
  @ParameterizedTest
  @CsvSource({"0, NONE", "400, NONE", "200, AUTO"})
  void theTableHoldsAllThatTheLocalCloudSays(int delay, BackendChoice backend) throws Exception {
    on.close();
    on =
        new RehearsalStage(
            LocalCloudSettings.defaults(home)
                .withBackend(backend)
                .withDelays(Delays.all(Duration.ofMillis(delay))));

    List<String> differences = start("0b").getResult(Report.class).differences();

    if (Boolean.getBoolean("golden.write")) {
      TreeSet<String> all = new TreeSet<>(Files.readAllLines(KNOWN));
      all.addAll(differences);
      Files.write(KNOWN, all);
      return;
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void reportsAnErrorThatTheLocalCloudNeverGives() {
    on.cloud.faults().add(Fault.error("DescribeImages", "RequestLimitExceeded"));

    assertThat(start("0c").getResult(Report.class).differences())
        .contains("Ec2:DescribeImages error RequestLimitExceeded");
  }

  @Test
  void aBuildThatFailsLeavesNothing() {
    on.cloud.faults().add(Fault.error("StopInstances", "UnauthorizedOperation").always());

    Report report = start("0d").getResult(Report.class);

    assertThat(report.failure())
        .hasValueSatisfying(
            why -> assertThat(why).contains("StopInstances", "UnauthorizedOperation"));
    assertThat(report.left()).isEmpty();
    assertThat(report.succeeded()).isFalse();
    assertNothingIsLeft();
  }

  @Test
  void aCopyThatFailsLeavesNothing() {
    on.cloud.faults().add(Fault.of("CopyImage", When.IMAGE_FAILS).times(9));

    Report report = start("0e").getResult(Report.class);

    assertThat(report.failure()).isPresent();
    assertThat(report.deleted()).anyMatch(image -> image.endsWith("in us-east-1"));
    assertNothingIsLeft();
  }

  @Test
  void aCancellationInTheMiddleOfTheCopyLeavesNothing() {
    on.cloud.faults().add(Fault.of("CopyImage", When.PENDING_FOREVER));
    WorkflowStub canary = start("0f");
    on.awaitCalls("CopyImage", 1);

    canary.cancel();

    assertThatThrownBy(() -> canary.getResult(Report.class)).isNotNull();
    assertNothingIsLeft();
  }

  @Test
  void aCancellationInTheMiddleOfTheBuildLeavesNothing() {
    on.cloud.faults().add(Fault.of("RunInstances", When.AGENT_SILENT));
    WorkflowStub canary = start("10");
    on.awaitCalls("DescribeInstanceInformation", 1);

    canary.cancel();

    assertThatThrownBy(() -> canary.getResult(Report.class)).isNotNull();
    assertNothingIsLeft();
  }

  @Test
  void aLostWorkerLeavesNothing() {
    on.cloud.faults().add(Fault.delay("CopyImage", Duration.ofSeconds(1)));
    WorkflowStub canary = start("11");
    on.awaitCalls("CreateImage", 1);

    on.replaceWorker();

    assertThat(canary.getResult(Report.class).succeeded()).isTrue();
    assertNothingIsLeft();
  }

  @Test
  void theShippedPolicyAllowsTheWholeCanary() throws Exception {
    open(Path.of("../deploy/aws/worker-policy.json"));

    Report report = start("13").getResult(Report.class);

    assertThat(report.failure()).isEmpty();
    assertThat(report.succeeded()).isTrue();
    assertThat(on.cloud.calls().list())
        .noneMatch(
            call -> call.errorCode().filter(code -> code.contains("nauthorized")).isPresent())
        .noneMatch(call -> call.errorCode().filter(code -> code.contains("Denied")).isPresent());
    assertNothingIsLeft();
  }

  @Test
  void aRightThatLacksFailsTheCanaryAndLeavesNothing() throws Exception {
    open(
        Files.writeString(
            home.resolve("policy.json"),
            """
            {"Statement": [
              {"Effect": "Allow", "Action": "*"},
              {"Effect": "Deny", "Action": "ec2:CopyImage"}
            ]}"""));

    Report report = start("14").getResult(Report.class);

    assertThat(report.failure())
        .hasValueSatisfying(why -> assertThat(why).contains("ec2:CopyImage"));
    assertThat(report.left()).isEmpty();
    assertNothingIsLeft();
  }

  private void open(Path policy) throws Exception {
    on.close();
    on =
        new RehearsalStage(
            LocalCloudSettings.defaults(home.resolve("cloud"))
                .withBackend(BackendChoice.NONE)
                .withPolicy(Optional.of(policy)));
  }

  @Test
  void namesWhatItMayNotDelete() {
    on.cloud.faults().add(Fault.error("DeregisterImage", "UnauthorizedOperation").always());

    Report report = start("12").getResult(Report.class);

    assertThat(report.failure()).isEmpty();
    assertThat(report.left()).hasSize(2).allMatch(one -> one.startsWith("ami-"));
    assertThat(report.succeeded()).isFalse();
  }

  private void assertNothingIsLeft() {
    assertThat(on.cloud.inventory().list("image"))
        .filteredOn(image -> image.tags().containsKey("BuildId"))
        .isEmpty();
    assertThat(on.cloud.inventory().list("snapshot")).isEmpty();
    assertThat(on.cloud.inventory().leftovers()).extracting(Resource::kind).isEmpty();
  }

  private WorkflowStub start(String id) {
    CanaryWorkflow.Request request =
        new CanaryWorkflow.Request(
            "c0ffee" + id,
            RehearsalStage.REGION,
            WEST,
            new AccountWorkflow.Builder(
                Optional.of("kiln-builder"), Optional.empty(), Optional.empty()));
    WorkflowClient client = on.environment.getWorkflowClient();
    WorkflowStub canary =
        client.newUntypedWorkflowStub(
            CanaryWorkflow.class.getSimpleName(),
            WorkflowOptions.newBuilder()
                .setWorkflowId(CanaryWorkflow.id(request))
                .setTaskQueue(TaskQueues.BUILD)
                .build());
    canary.start(request);
    return canary;
  }
}
