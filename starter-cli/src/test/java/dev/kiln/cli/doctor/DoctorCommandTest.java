package dev.kiln.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.cli.Consoles;
import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.embedded.EmbeddedConnector;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorCommandTest {
  @TempDir Path folder;

  @Test
  void findsNothingWrongWithTheEmbeddedStack() {
    Result result =
        new KilnRun(folder)
            .connectedTo(new EmbeddedConnector(Consoles.at(folder, Map.of())))
            .run("doctor");

    assertThat(result.exitCode()).as(result.out()).isZero();
    assertThat(result.out())
        .contains("ok    home: ", "ok    worker of kiln-build: polls")
        .containsPattern("(ok    local cloud: scripts run|warn  local cloud: )")
        .contains("ok    cloud: the worker can list images: 0 of Kiln's in us-east-1");
  }

  @Test
  void endsWithOneAndTheNextStepWhenTemporalIsNotThere() {
    Result result =
        new KilnRun(folder)
            .connectedTo(
                options -> {
                  throw new CliFailure("cannot connect: nobody answers; start one");
                })
            .run("doctor");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("fail  connection: cannot connect: nobody answers\n      -> start one\n");
  }

  @Test
  void looksForNoBasesWhereItIsAwsThatBuilds() {
    assertThat(new KilnRun(folder).with("KILN_CLOUD", "aws").run("doctor").out())
        .doesNotContain("local cloud");
  }

  @Test
  void saysThatTheHomeCannotBeWritten() {
    Result result = new KilnRun(folder).with("KILN_HOME", "/proc/kiln-home").run("doctor");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("fail  home: /proc/kiln-home is not writable");
  }

  @Test
  void examinesTheAccountWithTheWorkersCredentials() {
    Result result =
        new KilnRun(folder)
            .connectedTo(new EmbeddedConnector(Consoles.at(folder, Map.of())))
            .run("doctor", "--aws", "--region", "us-west-2", "--instance-profile", "builder");

    assertThat(result.exitCode()).as(result.out()).isZero();
    assertThat(result.out())
        .contains(
            "ok    identity: account 000000000000 as ",
            "ok    instance profile: 'builder' has role 'builder', which EC2 may assume",
            "ok    us-west-2 region: the account can use it",
            "skip  us-west-2 rights: only a real call can tell: s3:GetObject",
            "warn  us-west-2 public images: block public access for AMIs is on",
            "      -> leave it so, unless images of this account may be public")
        .doesNotContain("Java");
  }

  @Test
  void sendsACanaryThatLeavesNothing() {
    Result result =
        new KilnRun(folder)
            .connectedTo(new EmbeddedConnector(Consoles.at(folder, Map.of())))
            .run("doctor", "--aws", "--canary", "--yes", "--instance-profile", "builder");

    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(result.out())
        .containsPattern(
            "Canary [0-9a-f]{8}: a small image is baked in us-east-1, booted, copied to us-west-2 and deleted.")
        .containsPattern(
            "deleted ami-.* in us-east-1, ami-.* in us-west-2, nothing is left|deleted ami-.* in us-west-2, ami-.* in us-east-1, nothing is left")
        .containsPattern("It took .* and cost about \\$0\\.")
        .contains("Every reply is one that the local cloud gives, too.");
  }

  @Test
  void sendsNoCanaryWithoutConfirmation() {
    new KilnRun(folder)
        .connectedTo(new EmbeddedConnector(Consoles.at(folder, Map.of())))
        .run("doctor", "--aws", "--canary")
        .assertUnconfirmed(
            "bake a small image in us-east-1, copy it to us-west-2 and delete all of it");
  }

  @Test
  void refusesOptionsThatMakeNoSenseTogether() {
    assertThat(new KilnRun(folder).run("doctor", "--subnet", "subnet-0123456789abcdef0").err())
        .contains("cannot check a part of the account without the account; add --aws");
    Result result =
        new KilnRun(folder)
            .run("doctor", "--aws", "--subnet", "s", "--region", "us-east-1,us-west-2");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("cannot check subnet 's' in 2 regions");
  }

  @Test
  void printsTheSameAsADocument() throws Exception {
    Result result = new KilnRun(folder).run("doctor", "--output", "json");

    JsonNode findings = new ObjectMapper().readTree(result.out()).get("findings");
    assertThat(findings.findValuesAsText("subject")).contains("Java", "home", "connection");
    assertThat(findings.findValuesAsText("verdict")).containsOnly("ok", "warn", "fail");
  }
}
