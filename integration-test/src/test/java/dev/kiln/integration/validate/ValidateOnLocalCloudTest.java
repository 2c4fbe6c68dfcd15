package dev.kiln.integration.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.integration.HostBase;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.control.Inventory.Resource;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.layer.Check;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.image.BuilderPolicy;
import dev.kiln.workflows.image.CheckResult;
import dev.kiln.workflows.validate.ValidateWorkflow;
import dev.kiln.workflows.validate.ValidateWorkflow.Request.Subject;
import dev.kiln.workflows.validate.ValidateWorkflow.Result.State;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kiln ami validate} on a cloud that speaks EC2's protocol and runs the checks for real. */
@Timeout(180)
final class ValidateOnLocalCloudTest {
  private static final LayerSpec LAYER =
      RehearsalStage.layer(
          "layer", Optional.empty(), "echo here > /opt/kiln-layer\n", "cat /opt/kiln-layer");

  @TempDir private Path home;
  private Optional<RehearsalStage> stage = Optional.empty();

  @AfterEach
  void close() throws Exception {
    if (stage.isPresent()) {
      stage.get().close();
    }
  }

  @Test
  void anImageThatPassesSaysSoInItsTags() {
    RehearsalStage on = open(BackendChoice.AUTO);
    AmiId ami = built(on);

    ValidateWorkflow.Report report =
        validate(on, true, LAYER.checks(), subject(on, Optional.of(ami)));

    assertThat(report.images())
        .singleElement()
        .satisfies(
            image -> {
              assertThat(image.state()).isEqualTo(State.PASSED);
              assertThat(image.checks()).hasSize(1).allMatch(CheckResult::holds);
              assertThat(image.stages())
                  .extracting(stage -> stage.label().orElse(""))
                  .containsExactly("launch", "boot", "checks", "clean up");
            });
    assertThat(tags(on))
        .containsEntry(ImageTags.VALIDATION, "passed")
        .containsKey(ImageTags.VALIDATED_AT)
        .doesNotContainKey(ImageTags.BOOT_TEST);
    on.assertNothingIsLeftOver();
  }

  @Test
  void anImageThatDoesNotPassStaysAndSaysSoInItsTags() {
    RehearsalStage on = open(BackendChoice.AUTO);
    AmiId ami = built(on);

    ValidateWorkflow.Report report =
        validate(on, true, List.of(check("cat /opt/nowhere")), subject(on, Optional.of(ami)));

    ValidateWorkflow.Result image = report.images().get(0);
    assertThat(image.state()).isEqualTo(State.FAILED);
    assertThat(image.checks().get(0).violation()).contains("expected exit code 0, found 1");
    assertThat(image.checks().get(0).output()).contains("cat: /opt/nowhere");
    assertThat(on.ourImages()).hasSize(1);
    assertThat(tags(on)).containsEntry(ImageTags.VALIDATION, "failed");
    assertThat(on.build(LAYER).layers().get(0).notes().get(0))
        .startsWith("its checks did not hold when it was validated (2");
    on.assertNothingIsLeftOver();
  }

  @Test
  void resultsOfOtherChecksAreNotStored() {
    RehearsalStage on = open(BackendChoice.NONE);
    AmiId ami = built(on);

    validate(on, false, LAYER.checks(), subject(on, Optional.of(ami)));

    assertThat(tags(on)).doesNotContainKey(ImageTags.VALIDATION);
  }

  @Test
  void eachImageIsTestedIndependently() {
    RehearsalStage on = open(BackendChoice.NONE);
    built(on);
    on.cloud
        .faults()
        .add(Fault.error("DescribeImages", "UnauthorizedOperation").inRegion("eu-west-1").always());
    Subject here = subject(on, Optional.empty());

    ValidateWorkflow.Report report =
        validate(on, true, LAYER.checks(), here, in(here, "eu-west-1"), in(here, "us-west-2"));

    assertThat(report.images())
        .extracting(ValidateWorkflow.Result::state)
        .containsExactly(State.NOT_RUN, State.ERROR, State.MISSING);
    assertThat(report.images().get(1).detail().orElseThrow())
        .contains("allow the action 'DescribeImages'");
    on.assertNothingIsLeftOver();
  }

  @Test
  void everywhereMeansEveryRegionOfTheAccount() {
    RehearsalStage on = open(BackendChoice.NONE);
    built(on);
    on.copyTo("us-west-2");

    List<ValidateWorkflow.Result> images =
        run(on, request(on, true, true, LAYER.checks(), subject(on, Optional.empty())))
            .getResult(ValidateWorkflow.Report.class)
            .images();

    assertThat(images).hasSizeGreaterThan(10);
    assertThat(images)
        .filteredOn(image -> image.state() != State.ABSENT)
        .extracting(image -> image.key().region().value())
        .containsExactlyInAnyOrder("us-east-1", "us-west-2");
    on.assertNothingIsLeftOver();
  }

  @Test
  void cancellingRemovesTheInstanceAndLeavesTheImage() {
    RehearsalStage on = open(BackendChoice.AUTO);
    AmiId ami = built(on);
    long before = on.cloud.calls().count("SendCommand");
    WorkflowStub run =
        run(
            on,
            request(on, true, false, List.of(check("sleep 250")), subject(on, Optional.of(ami))));
    while (on.cloud.calls().count("SendCommand") == before) {
      Thread.onSpinWait();
    }

    run.cancel();

    assertThatThrownBy(() -> run.getResult(ValidateWorkflow.Report.class)).isNotNull();
    assertThat(on.ourImages()).hasSize(1);
    assertThat(tags(on)).doesNotContainKey(ImageTags.VALIDATION);
    on.assertNothingIsLeftOver();
  }

  @Test
  void aWorkerThatDiesInTheMiddleLeavesTheTestToTheNext() {
    RehearsalStage on = open(BackendChoice.AUTO);
    AmiId ami = built(on);
    long before = on.cloud.calls().count("SendCommand");
    WorkflowStub run =
        run(on, request(on, true, false, List.of(check("sleep 3")), subject(on, Optional.of(ami))));
    while (on.cloud.calls().count("SendCommand") == before) {
      Thread.onSpinWait();
    }

    on.replaceWorker();

    assertThat(run.getResult(ValidateWorkflow.Report.class).images().get(0).state())
        .isEqualTo(State.PASSED);
    assertThat(on.cloud.calls().count("SendCommand")).isEqualTo(before + 1);
    on.assertNothingIsLeftOver();
  }

  private AmiId built(RehearsalStage on) {
    return on.build(LAYER).layers().get(0).ami().orElseThrow();
  }

  private static Subject subject(RehearsalStage on, Optional<AmiId> ami) {
    ImageKey key =
        on.request(BuilderPolicy.DEFAULT, LAYER)
            .keys(Architecture.of(System.getProperty("os.arch")))
            .get(0);
    return new Subject(key, ami, true);
  }

  private static Subject in(Subject like, String region) {
    ImageKey key = like.key();
    return new Subject(
        new ImageKey(key.template(), key.hash(), key.architecture(), new Region(region)),
        Optional.empty(),
        true);
  }

  private static Check check(String command) {
    return new Check(
        "layer",
        "holds",
        command,
        Optional.of(0),
        Optional.empty(),
        Optional.empty(),
        Duration.ofMinutes(5));
  }

  private ValidateWorkflow.Report validate(
      RehearsalStage on, boolean recorded, List<Check> checks, Subject... subjects) {
    return run(on, request(on, recorded, false, checks, subjects))
        .getResult(ValidateWorkflow.Report.class);
  }

  private static ValidateWorkflow.Request request(
      RehearsalStage on,
      boolean recorded,
      boolean everywhere,
      List<Check> checks,
      Subject... subjects) {
    return new ValidateWorkflow.Request(
        "v" + on.cloud.calls().list().size(),
        "layer",
        List.of(subjects),
        everywhere,
        checks,
        BuilderMachine.DEFAULT,
        BuilderPolicy.DEFAULT,
        recorded);
  }

  private static WorkflowStub run(RehearsalStage on, ValidateWorkflow.Request request) {
    WorkflowStub stub =
        on.environment
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                "ValidateWorkflow",
                WorkflowOptions.newBuilder()
                    .setWorkflowId(ValidateWorkflow.id(request))
                    .setTaskQueue(TaskQueues.BUILD)
                    .build());
    stub.start(request);
    return stub;
  }

  private static Map<String, String> tags(RehearsalStage on) {
    return on.ourImages().stream().map(Resource::tags).findFirst().orElseThrow();
  }

  private RehearsalStage open(BackendChoice backend) {
    HostBase.assumeOffered(home, backend);
    RehearsalStage opened =
        new RehearsalStage(LocalCloudSettings.defaults(home).withBackend(backend));
    stage = Optional.of(opened);
    return opened;
  }
}
