package dev.kiln.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.model.Region;
import dev.kiln.model.layer.BuilderNetwork;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerEnvironmentTest {
  @Test
  void usesAwsByDefault() {
    assertThat(WorkerEnvironment.read(Map.of()).cloud().endpoint()).isEmpty();
  }

  @Test
  void usesTheLocalCloudAtAGivenAddress() {
    WorkerEnvironment read = WorkerEnvironment.read(Map.of("KILN_CLOUD", "http://127.0.0.1:4580"));

    assertThat(read.cloud().endpoint()).contains(URI.create("http://127.0.0.1:4580"));
  }

  @Test
  void usesTheGivenRegistry() {
    assertThat(
            WorkerEnvironment.read(Map.of("KILN_REGISTRY", "s3://ours/registry.json")).registry())
        .hasValueSatisfying(
            registry -> assertThat(registry.url()).isEqualTo("s3://ours/registry.json"));
    assertThat(WorkerEnvironment.read(Map.of()).registry()).isEmpty();
    assertThatThrownBy(() -> WorkerEnvironment.read(Map.of("KILN_REGISTRY", "registry.json")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot use registry 'registry.json'")
        .hasMessageEndingWith("; correct KILN_REGISTRY");
  }

  @Test
  void readsTheProfileOfTemporalsOwnFileAndLetsVariablesOverrideIt(@TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("temporal.toml");
    Files.writeString(
        file,
        """
        [profile.production]
        address = "temporal.example.com:7233"
        namespace = "images"
        """);

    WorkerEnvironment read =
        WorkerEnvironment.read(
            Map.of(
                "TEMPORAL_CONFIG_FILE", file.toString(),
                "TEMPORAL_PROFILE", "production",
                "TEMPORAL_NAMESPACE", "other"));

    assertThat(read.temporal().getAddress()).isEqualTo("temporal.example.com:7233");
    assertThat(read.temporal().getNamespace()).isEqualTo("other");
  }

  @Test
  void readsTheRegionsWithImages() {
    Map<String, String> environment = Map.of("KILN_REGIONS", " us-west-2, eu-west-1,us-west-2,");

    assertThat(WorkerEnvironment.read(environment).cloud().regions())
        .extracting(region -> region.value())
        .containsExactly("us-west-2", "eu-west-1");
  }

  @Test
  void readsTheNetworkOfBuilders() {
    BuilderNetwork network =
        WorkerEnvironment.read(
                Map.of("KILN_SUBNETS", "us-east-1=subnet-1", "KILN_PUBLIC_IP", "true"))
            .cloud()
            .builderNetwork();

    assertThat(network.subnets()).containsEntry(new Region("us-east-1"), "subnet-1");
    assertThat(network.publicIp()).contains(true);
  }

  @Test
  void refusesAnInvalidCloud() {
    assertThatThrownBy(() -> WorkerEnvironment.read(Map.of("KILN_CLOUD", "azure")))
        .hasMessageContaining("cannot choose the cloud 'azure'")
        .hasMessageContaining("correct KILN_CLOUD");
  }

  @Test
  void refusesAnInvalidMetricsAddress() {
    for (String wrong : new String[] {"here", "127.0.0.1:", "127.0.0.1:99999", ":x"}) {
      assertThatThrownBy(() -> WorkerEnvironment.read(Map.of("KILN_METRICS", wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cannot serve metrics at '" + wrong + "'");
    }
  }

  @Test
  void acceptsABareMetricsPort() {
    assertThat(WorkerEnvironment.metricsAddress("9464").getHostString()).isEqualTo("127.0.0.1");
  }
}
