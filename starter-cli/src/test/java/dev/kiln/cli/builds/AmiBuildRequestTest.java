package dev.kiln.cli.builds;

import static dev.kiln.cli.scripted.Layers.FOUNDATION;
import static dev.kiln.cli.scripted.Layers.FOUNDATION_AMI;
import static dev.kiln.cli.scripted.Layers.GROMACS;
import static dev.kiln.cli.scripted.Layers.GROMACS_AMI;
import static dev.kiln.cli.scripted.Layers.built;
import static dev.kiln.cli.scripted.Layers.reused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.cli.Golden;
import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import dev.kiln.cli.scripted.Script;
import dev.kiln.cli.scripted.ScriptedTemporal;
import dev.kiln.cli.scripted.TwoLayers;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageState;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.layer.BaseImage;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.build.ChainDecision;
import dev.kiln.workflows.build.PlanWorkflow;
import dev.kiln.workflows.catalog.BaseAmi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The requests of {@code kiln ami build}, and its output for scripts. */
final class AmiBuildRequestTest {
  @TempDir Path folder;

  private KilnRun machine() {
    return TwoLayers.machine(folder);
  }

  @Test
  void givesScriptsOneDocument() throws JsonProcessingException {
    Script script =
        TwoLayers.coldChain()
            .reports(List.of(reused(FOUNDATION, FOUNDATION_AMI), built(GROMACS, GROMACS_AMI)));
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, false)) {
      Result result =
          machine()
              .connectedTo(temporal)
              .run("ami", "build", "-t", "gromacs.yaml", "--output", "json");

      JsonNode document = new ObjectMapper().readTree(result.out());
      assertThat(result.err()).isEmpty();
      assertThat(document.at("/status").asText()).isEqualTo("succeeded");
      assertThat(document.at("/build_id").asText()).startsWith("build-gromacs-");
      assertThat(document.at("/web_ui").asText()).startsWith("http://ui.test/");
      assertThat(document.at("/elapsed_seconds").asDouble()).isEqualTo(623);
      assertThat(document.at("/layers/0/state").asText()).isEqualTo("reused");
      assertThat(document.at("/layers/1/ami").asText()).isEqualTo(GROMACS_AMI.value());
      assertThat(document.at("/layers/1/checks/0/passed").asBoolean()).isTrue();
      assertThat(document.at("/error").isNull()).isTrue();
    }
  }

  @Test
  void givesScriptsADocumentOfAFailureToo() throws JsonProcessingException {
    Script script = new Script().fails("cannot build: no capacity; try another type");
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, false)) {
      Result result =
          machine().connectedTo(temporal).run("ami", "build", "-t", "gromacs.yaml", "-o", "json");

      JsonNode document = new ObjectMapper().readTree(result.out());
      assertThat(document.at("/status").asText()).isEqualTo("failed");
      assertThat(document.at("/error").asText()).contains("no capacity");
      assertThat(result.err()).isEqualTo("kiln: cannot build: no capacity; try another type\n");
      assertThat(result.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void takesTheTemplateAsAWordToo() {
    Script script = new Script().reports(List.of(built(GROMACS, GROMACS_AMI)));
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, false)) {
      KilnRun machine = machine().connectedTo(temporal);

      assertThat(machine.run("ami", "build", "gromacs.yaml", "--arch", "x86_64").exitCode())
          .isZero();
      assertThat(script.request().name()).isEqualTo("gromacs");
      assertThat(machine.run("ami", "build").err())
          .isEqualTo("kiln: cannot build: no template is named; see 'kiln ami build --help'\n");
    }
  }

  @Test
  void sendsTheValuesOfTheFlags() {
    Script script = new Script().reports(List.of(built(GROMACS, GROMACS_AMI)));
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, false)) {
      Result result =
          machine()
              .connectedTo(temporal)
              .run(
                  "ami",
                  "build",
                  "-t",
                  "gromacs.yaml",
                  "--name",
                  "mine",
                  "--region",
                  "eu-west-1",
                  "--arch",
                  "arm64,x86_64",
                  "--base-ami",
                  "ami-0123456789abcdef0",
                  "--no-cache",
                  "--refresh",
                  "--version",
                  "2.1.0",
                  "--tags",
                  "a=1,b=2",
                  "--tags",
                  "c=3",
                  "--keep-failed",
                  "--spot");

      BuildWorkflow.Request request = script.request();
      LayerSpec lowest = request.layers().get(0);
      LayerSpec top = request.layers().get(1);
      assertThat(result.exitCode()).isZero();
      assertThat(request.name()).isEqualTo("mine");
      assertThat(request.region()).isEqualTo(new Region("eu-west-1"));
      assertThat(request.architectures()).containsExactly(Architecture.ARM64, Architecture.X86_64);
      assertThat(lowest.base()).isEqualTo(new BaseImage.Pinned(new AmiId("ami-0123456789abcdef0")));
      assertThat(request.rebuild()).isEqualTo(BuildWorkflow.Request.Rebuild.CHAIN);
      assertThat(request.refresh()).isTrue();
      assertThat(top.version()).contains("2.1.0");
      assertThat(top.tags()).isEqualTo(Map.of("a", "1", "b", "2", "c", "3"));
      assertThat(lowest.tags()).isEmpty();
      assertThat(request.policy().keepFailed()).isTrue();
      assertThat(request.policy().spot()).isTrue();
    }
  }

  @Test
  void refusesATagThatIsKilnsOwn() {
    Result result =
        machine().run("ami", "build", "-t", "gromacs.yaml", "--tags", "TemplateHash=forged");

    assertThat(result.err()).contains("cannot set a tag: the tag TemplateHash is Kiln's own");
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void refusesMoreTagsThanAnImageCanHave() {
    String many =
        IntStream.range(0, 50).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));

    Result tooMany = machine().run("ami", "build", "-t", "gromacs.yaml", "--tags", many);
    Result reserved = machine().run("ami", "build", "-t", "gromacs.yaml", "--tags", "aws:x=1");

    assertThat(tooMany.err()).contains("cannot set 50 tags: AWS allows");
    assertThat(tooMany.exitCode()).isEqualTo(2);
    assertThat(reserved.err()).contains("the tag 'aws:x' begins with aws:");
    assertThat(reserved.exitCode()).isEqualTo(2);
  }

  @Test
  void showsThePlan() {
    KilnImage old =
        new KilnImage(
            FOUNDATION_AMI,
            FOUNDATION,
            "foundation-old",
            ImageState.AVAILABLE,
            "available",
            Optional.empty(),
            KilnRun.NOW.minus(Duration.ofDays(9)),
            8,
            Optional.empty(),
            Map.of("BuildMinutes", "61.5"));
    Script script =
        new Script()
            .images(List.of(old))
            .plans(
                request ->
                    new PlanWorkflow.Plan(
                        List.of(
                            new PlanWorkflow.Plan.OnArchitecture(
                                Architecture.X86_64,
                                Optional.empty(),
                                ChainDecision.of(
                                    request,
                                    request.keys(Architecture.X86_64),
                                    List.of(),
                                    Optional.empty())))));
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, false)) {
      Result result =
          machine()
              .connectedTo(temporal)
              .run("ami", "build", "-t", "gromacs.yaml", "--arch", "x86_64", "--dry-run");

      assertThat(result.exitCode()).isZero();
      Golden.assertMatches("build-dry-run.txt", result.out());
    }
  }

  @Test
  void aDryRunWarnsOfABaseThatIsDeprecatedAndOfOneThatIsTooLarge() throws IOException {
    Files.writeString(
        folder.resolve("large.yaml"),
        "name: large\nbase: ubuntu-20.04\nbuilder: {volume_size_gb: 100}\nsetup_script: make\n");
    BaseAmi base =
        new BaseAmi(
            new AmiId("ami-0123456789abcdef0"),
            "ubuntu-20.04",
            "/dev/xvda",
            60,
            Optional.of(300),
            Optional.of(KilnRun.NOW.minus(Duration.ofDays(40))));
    Script script =
        new Script()
            .plans(
                request ->
                    new PlanWorkflow.Plan(
                        List.of(
                            new PlanWorkflow.Plan.OnArchitecture(
                                Architecture.X86_64,
                                Optional.of(base),
                                ChainDecision.of(
                                    request,
                                    request.keys(Architecture.X86_64),
                                    List.of(),
                                    Optional.empty())))));
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, false)) {
      Result result =
          machine()
              .connectedTo(temporal)
              .run("ami", "build", "-t", "large.yaml", "--arch", "x86_64", "--dry-run");

      assertThat(result.err()).isEmpty();
      assertThat(result.exitCode()).isZero();
      assertThat(result.out())
          .contains(
              "Warning: the base ami-0123456789abcdef0 (ubuntu-20.04, x86_64) is deprecated by its owner since ")
          .contains(
              "Warning: 'large' cannot be built: its builder.volume_size_gb is 100, but the root volume of the base ami-0123456789abcdef0 (ubuntu-20.04, x86_64) has 300 GiB; write 300 or more");
    }
  }

  @Test
  void aDryRunShowsWhyTheImageWouldNotBePublic() {
    Script script =
        new Script()
            .plans(request -> new PlanWorkflow.Plan(List.of(), List.of("it is blocked there")));
    try (ScriptedTemporal temporal = new ScriptedTemporal(script, false)) {
      Result result =
          machine()
              .connectedTo(temporal)
              .run("ami", "build", "-t", "gromacs.yaml", "--share-public", "--dry-run");

      assertThat(result.exitCode()).isZero();
      assertThat(result.out())
          .contains("The image would not become public as asked:\n  it is blocked there\n");
    }
  }
}
