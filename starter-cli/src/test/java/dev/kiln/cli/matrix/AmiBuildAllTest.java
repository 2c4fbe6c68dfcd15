package dev.kiln.cli.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.cli.Golden;
import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import dev.kiln.cli.scripted.Layers;
import dev.kiln.cli.scripted.Script;
import dev.kiln.cli.scripted.ScriptedTemporal;
import dev.kiln.cli.scripted.TwoLayers;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.workflows.matrix.MatrixWorkflow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kiln ami build-all}, and {@code status} and {@code retry} of it. */
final class AmiBuildAllTest {
  @TempDir Path folder;

  private final Script script = new Script().buildsAll(AmiBuildAllTest::partial);
  private final ScriptedTemporal temporal = new ScriptedTemporal(script, false);

  @AfterEach
  void stop() {
    temporal.close();
  }

  private KilnRun machine() {
    return TwoLayers.machine(folder).connectedTo(temporal);
  }

  private static String withoutId(String text) {
    return text.replaceAll("matrix-[0-9a-z]+", "matrix-ID");
  }

  private static String idIn(Result result) {
    return result.out().replaceAll("(?s).*Build ID: (\\S+).*", "$1");
  }

  private static MatrixWorkflow.Report whole(MatrixWorkflow.Request request) {
    return new MatrixWorkflow.Report(
        List.of(
            cell(
                request,
                0,
                MatrixWorkflow.Cell.State.REUSED,
                Layers.FOUNDATION_AMI,
                Optional.empty()),
            cell(
                request, 1, MatrixWorkflow.Cell.State.BUILT, Layers.GROMACS_AMI, Optional.empty())),
        Duration.ofMinutes(6));
  }

  private static MatrixWorkflow.Report partial(MatrixWorkflow.Request request) {
    MatrixWorkflow.Cell failed =
        cell(
            request,
            1,
            MatrixWorkflow.Cell.State.FAILED,
            Layers.GROMACS_AMI,
            Optional.of("exit code 3"));
    return new MatrixWorkflow.Report(
        List.of(
            cell(
                request,
                0,
                MatrixWorkflow.Cell.State.BUILT,
                Layers.FOUNDATION_AMI,
                Optional.empty()),
            failed),
        Duration.ofMinutes(6));
  }

  private static MatrixWorkflow.Cell cell(
      MatrixWorkflow.Request request,
      int node,
      MatrixWorkflow.Cell.State state,
      AmiId ami,
      Optional<String> failure) {
    return new MatrixWorkflow.Cell(
        node,
        request.nodes().get(node).name(),
        request.layers().get(request.nodes().get(node).layer()).template(),
        request.nodes().get(node).architecture(),
        new Region("us-east-1"),
        "build-" + node,
        request.nodes().get(node).requested(),
        state,
        failure.isEmpty() ? Optional.of(ami) : Optional.empty(),
        failure,
        Duration.ofMinutes(3));
  }

  private Result buildAll(String... more) {
    String[] words = new String[6 + more.length];
    System.arraycopy(
        new String[] {"ami", "build-all", "foundation.yaml", "gromacs.yaml", "--arch", "x86_64"},
        0,
        words,
        0,
        6);
    System.arraycopy(more, 0, words, 6, more.length);
    return machine().run(words);
  }

  @Test
  void showsEachImageAndTheMissingOnes() {
    Result result = buildAll();

    Golden.assertMatches(
        "ami-build-all.txt", withoutId(result.out()) + "--\n" + withoutId(result.err()));
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void endsWellIfAllIsThere() throws Exception {
    script.buildsAll(AmiBuildAllTest::whole);

    Result result = buildAll("-o", "json");
    JsonNode document = new ObjectMapper().readTree(result.out());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(document.path("status").asText()).isEqualTo("succeeded");
    assertThat(document.at("/cells/1/ami").asText()).isEqualTo(Layers.GROMACS_AMI.value());
    assertThat(document.at("/cells/0/state").asText()).isEqualTo("reused");
  }

  @Test
  void givesScriptsTheMissingImages() throws Exception {
    Result result = buildAll("-o", "json");
    JsonNode document = new ObjectMapper().readTree(result.out());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(document.path("status").asText()).isEqualTo("partial");
    assertThat(document.at("/cells/1/error").asText()).isEqualTo("exit code 3");
  }

  @Test
  void statusShowsTheSameLater() throws Exception {
    String id = idIn(buildAll());

    Result text = machine().run("ami", "status", id);
    JsonNode json =
        new ObjectMapper().readTree(machine().run("ami", "status", id, "-o", "json").out());

    Golden.assertMatches("ami-build-all-status.txt", withoutId(text.out()));
    assertThat(text.exitCode()).isZero();
    assertThat(json.path("status").asText()).isEqualTo("partial");
  }

  @Test
  void aRetryRequestsOnlyTheMissingImages() {
    String id = idIn(buildAll());
    script.buildsAll(
        request -> // a query may run the first one again
        id.equals(MatrixWorkflow.id(request)) ? partial(request) : whole(request));

    Result retried = machine().run("build", "retry", id);
    Result again = machine().run("build", "retry", idIn(retried));

    assertThat(retried.exitCode()).as(retried.err()).isZero();
    assertThat(again.err()).startsWith("kiln: nothing is missing of ");
    assertThat(again.exitCode()).isZero();
  }

  @Test
  void aDryRunStartsNothing() throws Exception {
    script.buildsAll(
        request -> {
          throw new AssertionError("it was started");
        });

    Result result = buildAll("--dry-run");
    JsonNode document = new ObjectMapper().readTree(buildAll("--dry-run", "-o", "json").out());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith("Building 2 images in us-east-1\n  foundation x86_64 hash ")
        .contains("\n    gromacs x86_64 hash ")
        .endsWith("Nothing was started; omit --dry-run to build.\n");
    assertThat(document.path("status").asText()).isEqualTo("planned");
    assertThat(document.at("/layers/1/below").asInt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ami build-all foundation.yaml --parallel 0",
        "ami build-all foundation.yaml --arch sparc",
        "ami build-all foundation.yaml --region us-est-1"
      })
  void refusesWrongArguments(String words) {
    Result result = machine().run(words.split(" "));

    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).startsWith("kiln: cannot ").hasLineCount(1);
  }

  @Test
  void missingTemplatesAreReported() {
    Result result = machine().run("ami", "build-all", "foundation.yaml", "nowhere.yaml");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("kiln: cannot ").contains("nowhere.yaml");
  }
}
