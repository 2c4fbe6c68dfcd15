package dev.kiln.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.cli.Consoles;
import dev.kiln.cli.HostBase;
import dev.kiln.cli.KilnRun;
import dev.kiln.cli.Result;
import dev.kiln.cli.connect.ConnectOptions;
import dev.kiln.cli.console.CliFailure;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedConnectorTest {
  private static final String BASE =
      """
      name: ground
      base: host
      build_steps:
        - name: write
          script: echo ground > /opt/ground
      validation_tests:
        - name: written
          command: cat /opt/ground
          expected: ground
      """;
  private static final String CHILD =
      """
      name: house
      extends: ./ground.yaml
      build_steps:
        - name: write
          script: cp /opt/ground /opt/house
      validation_tests:
        - name: written
          command: cat /opt/house
          expected: ground
      """;

  @TempDir Path folder;

  @Test
  void buildsAChainAndFindsItAgainInTheNextRun() {
    HostBase.assumeOffered(folder);
    KilnRun kiln = chain(Map.of());

    Result first = kiln.run("ami", "build", "-t", "house.yaml", "--name", "house-v1");
    Result second = kiln.run("ami", "build", "-t", "house.yaml", "--name", "house-v1");

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.err()).startsWith("Embedded stack: Temporal, worker and local cloud in ");
    assertThat(first.out()).contains("built").doesNotContain("reused");
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.out()).containsPattern("ground: +ami-\\w+ +reused");
    assertThat(second.out()).containsPattern("house: +ami-\\w+ +reused");
  }

  @Test
  void copiesToRegionsAndFromThoseThatAreOurs() {
    HostBase.assumeOffered(folder);
    KilnRun kiln = chain(Map.of("KILN_REGIONS", "us-west-2,eu-west-1"));
    kiln.run("ami", "build", "-t", "house.yaml", "--name", "house-v1", "--region", "us-west-2");

    Result built = kiln.run("ami", "build", "-t", "house.yaml", "--region", "eu-west-1");
    Result copied =
        kiln.run(
            "ami", "copy", "house-v1", "--region", "us-west-2", "--regions", "eu-west-1,us-east-1");

    Result planned =
        kiln.run("ami", "copy", "house", "--regions", "eu-west-3", "--dry-run", "-o", "json");

    assertThat(planned.out()).contains("\"status\" : \"planned\"", "\"state\" : \"waiting\"");
    assertThat(built.exitCode()).as(built.err()).isZero();
    assertThat(built.out())
        .contains("Copying house...")
        .containsPattern("ground: +- +not needed")
        .containsPattern("house: +ami-\\w+ +copied +in .*copied from us-west-2 \\(ami-\\w+\\)");
    assertThat(copied.exitCode()).as(copied.err()).isZero();
    assertThat(copied.out())
        .containsPattern("eu-west-1: +ami-\\w+ +reused")
        .containsPattern("us-east-1: +ami-\\w+ +copied");
  }

  private KilnRun chain(Map<String, String> environment) {
    return new KilnRun(folder)
        .file("ground.yaml", BASE)
        .file("house.yaml", CHILD)
        .connectedTo(new EmbeddedConnector(Consoles.at(folder, environment)));
  }

  @Test
  void refusesAwsBecauseItForgetsRunningBuilds() {
    EmbeddedConnector connector =
        new EmbeddedConnector(Consoles.at(folder, Map.of("KILN_CLOUD", "aws")));

    assertThatThrownBy(() -> connector.open(ConnectOptions.NONE))
        .isInstanceOf(CliFailure.class)
        .hasMessageContaining("leave instances running")
        .hasMessageContaining("--embedded-temporal");
  }

  @Test
  void refusesANetworkThatCannotBeRead() {
    Map<String, String> environment =
        Map.of("KILN_CLOUD", "aws", "KILN_SUBNETS", "subnet-0a1b2c3d");

    assertThatThrownBy(() -> CloudChoice.of(Consoles.at(folder, environment)))
        .isInstanceOf(CliFailure.class)
        .hasMessage(
            "cannot use KILN_SUBNETS: 'subnet-0a1b2c3d' names no region; write it like us-east-1=subnet-0a1b2c3d");
  }

  @Test
  void refusesACloudThatIsNone() {
    for (String wrong : new String[] {"azure", "http:/x", "ftp://host", "http://[", " "}) {
      Map<String, String> environment = Map.of("KILN_CLOUD", wrong);
      if (wrong.isBlank()) {
        assertThat(CloudChoice.of(Consoles.at(folder, environment)))
            .isEqualTo(new CloudChoice.InProcess());
      } else {
        assertThatThrownBy(() -> CloudChoice.of(Consoles.at(folder, environment)))
            .isInstanceOf(CliFailure.class)
            .hasMessageContaining("'" + wrong + "'");
      }
    }
  }
}
