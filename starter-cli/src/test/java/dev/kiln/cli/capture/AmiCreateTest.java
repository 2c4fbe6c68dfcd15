package dev.kiln.cli.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.cli.Golden;
import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import dev.kiln.cli.scripted.Script;
import dev.kiln.cli.scripted.ScriptedTemporal;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.workflows.capture.CaptureActivities;
import dev.kiln.workflows.capture.CaptureWorkflow;
import dev.kiln.workflows.copy.RegionReport;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kiln ami create}, {@code create-multi}, and {@code status} of them. */
final class AmiCreateTest {
  private static final AmiId AMI = new AmiId("ami-0c0c0c0c0c0c0c0c0");
  private static final AmiId COPY = new AmiId("ami-0d0d0d0d0d0d0d0d0");

  @TempDir Path folder;

  private final Script script = new Script().captures(AmiCreateTest::ready);
  private final ScriptedTemporal temporal = new ScriptedTemporal(script, false);

  @AfterEach
  void stop() {
    temporal.close();
  }

  private KilnRun machine() {
    return new KilnRun(folder).connectedTo(temporal);
  }

  private CaptureWorkflow.Request asked() {
    return script.captureRequest().orElseThrow();
  }

  private static CaptureWorkflow.Report ready(CaptureWorkflow.Request request) {
    return report(request, CaptureWorkflow.Stage.DONE, List.of());
  }

  private static CaptureWorkflow.Report report(
      CaptureWorkflow.Request request, CaptureWorkflow.Stage stage, List<RegionReport> regions) {
    return new CaptureWorkflow.Report(
        request,
        stage,
        request.name() + "-0123abcd",
        Optional.of(
            new CaptureActivities.CapturedInstance(
                new InstanceId("i-0123456789abcdef0"),
                "my-workstation",
                "running",
                "t3.medium",
                Architecture.X86_64,
                new AmiId("ami-0b0b0b0b0b0b0b0b0"),
                20)),
        Optional.of(AMI),
        stage == CaptureWorkflow.Stage.DONE ? Optional.of(4L << 30) : Optional.empty(),
        regions,
        List.of(),
        KilnRun.NOW,
        Duration.ofMinutes(12));
  }

  private static RegionReport region(
      String name, RegionReport.State state, Optional<AmiId> ami, Optional<String> failure) {
    return new RegionReport(
        new Region(name),
        Architecture.X86_64,
        state,
        Optional.of(new RegionalAmi(new Region("us-east-1"), AMI)),
        ami,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        failure,
        Duration.ofMinutes(5),
        Optional.empty());
  }

  private static CaptureWorkflow.Report partial(CaptureWorkflow.Request request) {
    return report(
        request,
        CaptureWorkflow.Stage.DONE,
        List.of(
            region("us-west-2", RegionReport.State.COPIED, Optional.of(COPY), Optional.empty()),
            region(
                "eu-west-1",
                RegionReport.State.FAILED,
                Optional.empty(),
                Optional.of("no quota left"))));
  }

  @Test
  void createsAnImageAndShowsItsCosts() {
    Result result =
        machine()
            .run(
                "ami",
                "create",
                "i-0123456789abcdef0",
                "--name",
                "python-ml-v2",
                "--description",
                "Python ML with PyTorch",
                "--no-reboot",
                "--tags",
                "Team=ml,Cost=7");

    assertThat(result.exitCode()).as(result.err()).isZero();
    Golden.assertMatches(
        "ami-create.txt", result.out().replaceAll("capture-[0-9a-z]+", "capture-ID"));
    assertThat(asked().description()).contains("Python ML with PyTorch");
    assertThat(asked().noReboot()).isTrue();
    assertThat(asked().publicly()).isFalse();
    assertThat(asked().template()).isEmpty();
    assertThat(asked().tags()).isEqualTo(Map.of("Team", "ml", "Cost", "7"));
  }

  @Test
  void theOlderFormNamesTheTemplateBeforeTheInstance() {
    Result result = machine().run("ami", "create", "python-ml", "my-workstation");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(asked().template()).contains("python-ml");
    assertThat(asked().name()).isEqualTo("python-ml");
    assertThat(asked().instance()).isEqualTo("my-workstation");
  }

  @Test
  void theInstanceIsInTheFirstRegionAndCopiesGoToTheOthers() {
    script.captures(AmiCreateTest::partial);

    Result result =
        machine()
            .run(
                "ami",
                "create-multi",
                "python-ml",
                "my-workstation",
                "--regions",
                "us-east-1,us-west-2,eu-west-1");

    assertThat(asked().region()).isEqualTo(new Region("us-east-1"));
    assertThat(asked().distribution().regions())
        .containsExactly(new Region("us-west-2"), new Region("eu-west-1"));
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("partial: 1 of 2 regions failed (eu-west-1: no quota left)")
        .contains("kiln ami copy " + AMI + " --regions eu-west-1");
    assertThat(result.out()).contains(AMI.value()).contains(COPY.value());
  }

  @Test
  void givesScriptsOneDocument() throws Exception {
    script.captures(AmiCreateTest::partial);

    Result result =
        machine()
            .run(
                "ami",
                "create",
                "my-workstation",
                "--name",
                "ml-v1",
                "--regions",
                "us-east-1",
                "-o",
                "json");
    JsonNode document = new ObjectMapper().readTree(result.out());

    assertThat(document.path("status").asText()).isEqualTo("partial");
    assertThat(document.path("ami_id").asText()).isEqualTo(AMI.value());
    assertThat(document.path("instance_id").asText()).isEqualTo("i-0123456789abcdef0");
    assertThat(document.path("progress").asInt()).isEqualTo(100);
    assertThat(document.path("storage_cost_per_month").asDouble()).isEqualTo(0.2);
    assertThat(document.at("/regions/1/error").asText()).isEqualTo("no quota left");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void statusShowsTheProgressAndTheCosts() throws Exception {
    script.captures(
        request ->
            report(
                request,
                CaptureWorkflow.Stage.COPY,
                List.of(
                    region(
                        "us-west-2",
                        RegionReport.State.COPYING,
                        Optional.empty(),
                        Optional.empty()))));
    Result started =
        machine()
            .run(
                "ami",
                "create-multi",
                "ml-v1",
                "my-workstation",
                "--regions",
                "us-east-1,us-west-2",
                "--detach");
    String id = started.out().replaceAll("(?s).*kiln ami status (\\S+).*", "$1");

    Result text = machine().run("ami", "status", id);
    JsonNode json =
        new ObjectMapper().readTree(machine().run("ami", "status", id, "-o", "json").out());

    Golden.assertMatches("ami-create-status.txt", text.out().replace(id, "capture-ID"));
    assertThat(json.path("progress").asInt()).isEqualTo(50);
    assertThat(json.path("stage").asText()).isEqualTo("copy");
    assertThat(json.path("elapsed_seconds").asInt()).isEqualTo(720);
    assertThat(json.path("estimated_remaining_seconds").asInt()).isEqualTo(720);
  }

  @Test
  void aDryRunOnlyLooks() throws Exception {
    Result text =
        machine().run("ami", "create", "web", "--name", "web-v1", "--public", "--dry-run");
    JsonNode json =
        new ObjectMapper()
            .readTree(
                machine()
                    .run("ami", "create", "web", "--name", "web-v1", "--dry-run", "-o", "json")
                    .out());

    assertThat(asked().dryRun()).isTrue();
    assertThat(text.exitCode()).as(text.err()).isZero();
    Golden.assertMatches("ami-create-dry-run.txt", text.out());
    assertThat(json.path("status").asText()).isEqualTo("planned");
  }

  @Test
  void aFailureIsReportedWithItsReason() {
    script.captures(
        request -> {
          throw ApplicationFailure.newNonRetryableFailure(
              "instance 'nobody' is not in us-east-1", "SOURCE_UNUSABLE");
        });

    Result result = machine().run("ami", "create", "nobody", "--name", "ml-v1");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo("kiln: cannot create image 'ml-v1': instance 'nobody' is not in us-east-1\n");
  }

  @Test
  void asksBeforeItLetsEverybodyUseTheImage() {
    Result piped = machine().run("ami", "create", "web", "--name", "web-v1", "--public");
    piped.assertUnconfirmed("share web-v1 with everybody");
    assertThat(script.captureRequest()).isEmpty();

    Result agreed =
        machine().answering("y").run("ami", "create", "web", "--name", "web-v1", "--public");
    assertThat(agreed.exitCode()).as(agreed.err()).isZero();
    assertThat(asked().publicly()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ami create",
        "ami create web",
        "ami create a b c",
        "ami create web --name a:b",
        "ami create web --name web-v1 --tags Name=other",
        "ami create web --name web-v1 --region us-est-1",
        "ami create web --name web-v1 --kms-key eu-west-1=1234",
        "ami create-multi web --name web-v1"
      })
  void refusesWrongArguments(String words) {
    Result result = machine().run(words.split(" "));

    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).startsWith("kiln: cannot ").hasLineCount(1);
    assertThat(script.captureRequest()).isEmpty();
  }
}
