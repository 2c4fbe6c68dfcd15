package dev.kiln.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Fault.When;
import dev.kiln.localcloud.control.Inventory.Resource;
import dev.kiln.localcloud.control.LoggedCall;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.localcloud.settings.VisibilityLag;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Failures of EC2 that must not harm a build: after each fault there is exactly one image and no
 * builder. Scripts do not run here: the calls matter.
 */
@Timeout(180)
final class FaultCatalogueTest {
  private static final LayerSpec LAYER =
      RehearsalStage.layer("layer", Optional.empty(), "true\n", "true");

  @TempDir private Path home;
  private Optional<RehearsalStage> stage = Optional.empty();

  @AfterEach
  void close() throws Exception {
    if (stage.isPresent()) {
      stage.get().close();
    }
  }

  /** A fault and its name in the test report. */
  record Case(String name, Fault fault) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> faultsThatABuildSurvives() {
    return Stream.of(launchFaults(), commandFaults(), imageFaults(), otherFaults())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Case> launchFaults() {
    return List.of(
        new Case("the reply to the launch is lost", Fault.replyLost("RunInstances")),
        new Case(
            "the reply to the launch is an error", Fault.replyLost("RunInstances").withStatus(500)),
        new Case(
            "the launch is throttled",
            Fault.error("RunInstances", "RequestLimitExceeded").times(3)),
        new Case(
            "one zone has no capacity",
            Fault.error("RunInstances", "InsufficientInstanceCapacity")),
        new Case(
            "the profile has not arrived",
            Fault.error("RunInstances", "InvalidParameterValue")
                .withMessage("Value (x) for parameter iamInstanceProfile.name is invalid")),
        new Case("the builder dies while it starts", Fault.of("RunInstances", When.INSTANCE_FAILS)),
        new Case(
            "reading instances is throttled",
            Fault.error("DescribeInstances", "RequestLimitExceeded").times(6)),
        new Case(
            "reading instances breaks off", Fault.of("DescribeInstances", When.DROP).times(3)));
  }

  private static List<Case> commandFaults() {
    return List.of(
        new Case(
            "the agent is not known yet", Fault.error("SendCommand", "InvalidInstanceId").times(2)),
        new Case("the reply to a command is lost", Fault.replyLost("SendCommand")),
        new Case(
            "the command is not known yet",
            Fault.error("GetCommandInvocation", "InvocationDoesNotExist").times(2)),
        new Case(
            "listing commands is throttled",
            Fault.error("ListCommandInvocations", "ThrottlingException").times(4)));
  }

  private static List<Case> imageFaults() {
    return List.of(
        new Case(
            "the builder cannot be stopped yet",
            Fault.error("StopInstances", "IncorrectInstanceState").times(2)),
        new Case("the reply to the stop is lost", Fault.replyLost("StopInstances")),
        new Case("the reply to the image is lost", Fault.replyLost("CreateImage")),
        new Case(
            "the reply to the image is an error", Fault.replyLost("CreateImage").withStatus(500)),
        new Case(
            "taking the image is throttled",
            Fault.error("CreateImage", "RequestLimitExceeded").times(3)),
        new Case(
            "the instance is not in the right state yet",
            Fault.error("CreateImage", "IncorrectInstanceState").times(2)),
        new Case(
            "the image fails once",
            Fault.of("CreateImage", When.IMAGE_FAILS).withMessage("Client.InternalError")),
        new Case(
            "reading images is throttled",
            Fault.error("DescribeImages", "RequestLimitExceeded").times(6)),
        new Case(
            "reading images answers with a page",
            Fault.of("DescribeImages", When.BEFORE).withStatus(500).times(3)));
  }

  private static List<Case> otherFaults() {
    return List.of(
        new Case("the reply to the termination is lost", Fault.replyLost("TerminateInstances")),
        new Case(
            "the instance to terminate is not visible",
            Fault.error("TerminateInstances", "InvalidInstanceID.NotFound").times(2)),
        new Case(
            "the credentials have expired for a moment",
            Fault.error("CreateImage", "RequestExpired").times(2)),
        new Case("everything is slow", Fault.delay("*", Duration.ofMillis(50)).times(60)));
  }

  @ParameterizedTest
  @MethodSource("faultsThatABuildSurvives")
  void leavesExactlyOneImageAndNoBuilder(Case fault) {
    RehearsalStage on = open(VisibilityLag.none());
    on.cloud.faults().add(fault.fault());

    BuildWorkflow.Report report = on.build(LAYER);

    assertThat(report.layers().get(0).state()).isEqualTo(BuildWorkflow.LayerReport.State.BUILT);
    assertThat(on.ourImages()).hasSize(1).allMatch(image -> image.state().equals("available"));
    on.assertNothingIsLeftOver();
  }

  @Test
  void succeedsThoughNothingIsVisibleAtFirst() {
    RehearsalStage on = open(VisibilityLag.reads(3));

    assertThat(on.build(LAYER).layers().get(0).state())
        .isEqualTo(BuildWorkflow.LayerReport.State.BUILT);

    assertThat(on.ourImages()).hasSize(1);
    on.assertNothingIsLeftOver();
  }

  @Test
  void givesUpAtOnceIfNoRetryCanHelp() {
    RehearsalStage on = open(VisibilityLag.none());
    on.cloud.faults().add(Fault.error("CreateImage", "UnauthorizedOperation").always());

    assertThatThrownBy(() -> on.build(LAYER))
        .cause()
        .hasMessageContaining("cannot CreateImage in us-east-1: UnauthorizedOperation")
        .hasMessageContaining("allow the action 'CreateImage' for the worker's role");
    on.assertNothingIsLeftOver();
    assertThat(on.ourImages()).isEmpty();
  }

  @Test
  void givesUpOnAnImageThatFailsTwice() {
    RehearsalStage on = open(VisibilityLag.none());
    on.cloud.faults().add(Fault.of("CreateImage", When.IMAGE_FAILS).withMessage("no").times(2));

    assertThatThrownBy(() -> on.build(LAYER))
        .cause()
        .hasMessageContaining("it is failed (")
        .hasMessageContaining("no");
    on.assertNothingIsLeftOver();
    assertThat(on.ourImages()).isEmpty();
    assertThat(on.cloud.inventory().list("snapshot")).isEmpty();
  }

  @Test
  void triesOtherZonesAndTypesBeforeItWaits() {
    RehearsalStage on = open(VisibilityLag.none());
    on.cloud
        .faults()
        .add(
            Fault.error("RunInstances", "InsufficientInstanceCapacity")
                .matching("c6i.xlarge")
                .always());

    assertThat(on.build(LAYER).layers().get(0).state())
        .isEqualTo(BuildWorkflow.LayerReport.State.BUILT);

    assertThat(on.cloud.calls().count("RunInstances")).isEqualTo(5);
  }

  @Test
  void createsNoSecurityGroup() {
    RehearsalStage on = open(VisibilityLag.none());
    on.cloud.faults().add(Fault.error("DeleteSecurityGroup", "DependencyViolation").always());
    List<Resource> before = on.cloud.inventory().list("security-group");

    on.build(LAYER);

    assertThat(on.cloud.inventory().list("security-group")).isEqualTo(before);
    assertThat(on.cloud.calls().list())
        .extracting(LoggedCall::action)
        .noneMatch(action -> action.endsWith("SecurityGroup") || action.endsWith("KeyPair"));
  }

  private RehearsalStage open(VisibilityLag lag) {
    RehearsalStage opened =
        new RehearsalStage(
            LocalCloudSettings.defaults(home).withBackend(BackendChoice.NONE).withLag(lag));
    stage = Optional.of(opened);
    return opened;
  }
}
