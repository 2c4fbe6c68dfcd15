package dev.kiln.cli.registry;

import static dev.kiln.workflows.registry.RegistryBench.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.cli.Golden;
import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.Registry;
import dev.kiln.model.registry.Release;
import dev.kiln.model.share.Grantee;
import dev.kiln.workflows.registry.MoveChannelWorkflow;
import dev.kiln.workflows.registry.RegistryBench;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kiln ami promote}, {@code rollback} and {@code registry}. */
@Timeout(60)
final class AmiPromoteTest {
  @TempDir Path folder;

  private RegistryTemporal temporal;

  @BeforeEach
  void start() {
    temporal = new RegistryTemporal();
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  private KilnRun machine() {
    return new KilnRun(folder).connectedTo(temporal);
  }

  private void recorded(int number, boolean validated) {
    temporal.bench.images.add(RegistryBench.image(number, HOME, validated));
    temporal.bench.record(number).getResult(MoveChannelWorkflow.Report.class);
  }

  private Optional<String> stable() {
    return temporal
        .bench
        .registry
        .kept()
        .template("gromacs")
        .flatMap(known -> known.in(ChannelName.STABLE))
        .map(Release::id);
  }

  private static String hash(int number) {
    return RegistryBench.hash(number).value();
  }

  @Test
  void promotesInAPipeWithoutAQuestionSinceItCanBeTakenBack() {
    recorded(1, true);

    Result first = machine().run("ami", "promote", "gromacs");
    recorded(2, true);
    Result second = machine().run("ami", "promote", "gromacs");

    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(stable()).contains(hash(2));
    Golden.assertMatches("ami-promote.txt", first.out() + "--\n" + second.out());
  }

  @Test
  void goesBackAndBackAgain() {
    for (int number : List.of(1, 2, 3)) {
      recorded(number, true);
      machine().run("ami", "promote", "gromacs");
    }

    Result back = machine().run("ami", "rollback", "gromacs");
    Result further = machine().run("ami", "rollback", "gromacs");
    Result tooFar = machine().run("ami", "rollback", "gromacs");

    assertThat(stable()).contains(hash(1));
    assertThat(tooFar.exitCode()).isEqualTo(1);
    Golden.assertMatches(
        "ami-rollback.txt", back.out() + "--\n" + further.out() + "--\n" + tooFar.err());
  }

  @Test
  void goesBackToAVersionThatIsNamed() {
    for (int number : List.of(1, 2, 3)) {
      recorded(number, true);
      machine().run("ami", "promote", "gromacs");
    }

    assertThat(machine().run("ami", "rollback", "gromacs", "--to", "1.1").exitCode()).isZero();
    assertThat(stable()).contains(hash(1));
    Result unknown = machine().run("ami", "rollback", "gromacs", "--to", "9.9");

    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err())
        .isEqualTo(
            "kiln: cannot roll back gromacs in stable: there is no release '9.9'; kiln ami registry"
                + " gromacs lists all releases\n");
  }

  @Test
  void refusesWithEveryReasonAndLeavesTheChannel() {
    recorded(1, true);
    machine().run("ami", "promote", "gromacs");
    recorded(2, false);
    temporal.bench.shared.put(RegistryBench.ami(1), new Grantee("111122223333"));

    Result refused = machine().run("ami", "promote", "gromacs");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(stable()).contains(hash(1));
    Golden.assertMatches("ami-promote-refused.txt", refused.out() + "--\n" + refused.err());
  }

  @Test
  void saysHowAChannelThatIsEmptyIsFilled() {
    recorded(1, true);

    assertThat(machine().run("ami", "promote", "gromacs", "--from", "next").err())
        .isEqualTo(
            "kiln: cannot promote gromacs in stable: nothing is in next yet; kiln ami"
                + " update-registry gromacs --channel next adds a release\n");
  }

  @Test
  void acceptsWaivedRequirements() {
    recorded(1, false);

    Result result = machine().run("ami", "promote", "gromacs", "--allow-unvalidated");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(stable()).contains(hash(1));
  }

  @Test
  void aDryRunChangesNothing() {
    recorded(1, true);
    Registry before = temporal.bench.registry.kept();

    Result promote = machine().run("ami", "promote", "gromacs", "--dry-run");
    Result json = machine().run("ami", "promote", "gromacs", "--dry-run", "-o", "json");

    assertThat(promote.exitCode()).isZero();
    assertThat(promote.out()).contains("gromacs stable would be 1.1").contains("which was empty");
    assertThat(json.out()).contains("\"planned\"");
    assertThat(temporal.bench.registry.kept()).isEqualTo(before);
  }

  @Test
  void givesScriptsTheMoveAndEveryReason() throws Exception {
    recorded(1, true);

    JsonNode moved = json(machine().run("ami", "promote", "gromacs", "-o", "json"));
    recorded(2, false);
    Result refusal = machine().run("ami", "promote", "gromacs", "-o", "json");
    JsonNode refused = json(refusal);

    assertThat(moved.path("status").asText()).isEqualTo("moved");
    assertThat(moved.at("/images/0/ami").asText()).isEqualTo(RegistryBench.ami(1).value());
    assertThat(moved.at("/parameters/0/name").asText())
        .isEqualTo("/kiln/ami/gromacs/stable/x86_64");
    assertThat(refusal.exitCode()).isEqualTo(1);
    assertThat(refused.path("status").asText()).isEqualTo("refused");
    assertThat(refused.at("/violations/0/rule").asText()).isEqualTo("validated");
  }

  private static JsonNode json(Result result) throws Exception {
    return new ObjectMapper().readTree(result.out());
  }

  @Test
  void isPartialIfTheParametersCannotBeWritten() {
    recorded(1, true);
    temporal.bench.registry.tellNobody("cannot PutParameter in us-east-1: AccessDenied");

    Result result = machine().run("ami", "promote", "gromacs");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("parameters in us-east-1: cannot PutParameter");
    assertThat(result.err()).contains("stable of gromacs is partial").contains("run this again");
    assertThat(stable()).contains(hash(1));
  }

  @Test
  void showsTheRegistryAndOneOfItsTemplates() throws Exception {
    recorded(1, true);
    machine().run("ami", "promote", "gromacs");
    recorded(2, false);

    Result all = machine().run("ami", "registry");
    JsonNode json = json(machine().run("ami", "registry", "gromacs", "-o", "json"));

    assertThat(all.exitCode()).as(all.err()).isZero();
    assertThat(all.out())
        .containsSubsequence("TEMPLATE", "CHANNELS", "gromacs", "dev=" + hash(2))
        .contains("stable=" + hash(1));
    assertThat(machine().run("ami", "registry", "gromacs").out())
        .contains("stable: 1.1 (" + hash(1) + ")")
        .contains(RegistryBench.ami(1).value());
    assertThat(json.at("/templates/gromacs/channels/stable/release").asText()).isEqualTo(hash(1));
  }

  @Test
  void anEmptyRegistryAndAnUnknownTemplateSuggestANextStep() {
    Result empty = machine().run("ami", "registry");
    Result unknown = machine().run("ami", "registry", "gromax");
    Result promote = machine().run("ami", "promote", "gromax");

    assertThat(empty.out()).contains("kiln ami update-registry <template>");
    assertThat(unknown.err()).contains("cannot show gromax").contains("does not have it");
    assertThat(promote.exitCode()).isEqualTo(1);
    assertThat(promote.err())
        .contains("cannot promote gromax: registry 'file:")
        .contains("kiln ami update-registry gromax records it");
  }

  @Test
  void refusesWrongArgumentsBeforeAnyCall() {
    KilnRun alone = new KilnRun(folder);

    for (List<String> wrong :
        List.of(
            List.of("promote", "gromacs", "--to", "Stable!"),
            List.of("promote", "gromacs", "--from", "stable"),
            List.of("promote", "gromacs", "--registry", "ftp://x/y"),
            List.of("promote", "gromacs", "--registry", "s3://Bucket/x"),
            List.of("rollback", "gromacs", "--channel", ""),
            List.of("promote", "gromacs", "--parameters", "/aws/x"),
            List.of("promote"))) {
      String[] command = new String[wrong.size() + 1];
      command[0] = "ami";
      System.arraycopy(wrong.toArray(new String[0]), 0, command, 1, wrong.size());

      Result result = alone.run(command);

      assertThat(result.exitCode()).as(wrong + result.err()).isEqualTo(2);
      assertThat(result.out()).isEmpty();
    }
  }
}
