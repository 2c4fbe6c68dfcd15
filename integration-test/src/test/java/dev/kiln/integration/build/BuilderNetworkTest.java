package dev.kiln.integration.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.activities.aws.Patience;
import dev.kiln.integration.RehearsalStage;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.layer.BuilderNetwork;
import dev.kiln.model.layer.LayerSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;

/** A builder in the network that its template names. */
@Timeout(120)
final class BuilderNetworkTest {
  @TempDir private Path home;

  private RehearsalStage stage() {
    return new RehearsalStage(
        LocalCloudSettings.defaults(home).withBackend(BackendChoice.NONE), Patience.usual());
  }

  @Test
  void hasTheGroupsThatAreNamedAndTheSubnetOfTheRegion() throws Exception {
    try (RehearsalStage on = stage();
        Ec2Client ec2 = on.stranger()) {
      String group =
          ec2.createSecurityGroup(r -> r.groupName("egress only").description("d")).groupId();
      String subnet = ec2.describeSubnets().subnets().get(1).subnetId();

      on.build(
          layer(
              new BuilderNetwork(
                  Map.of(RehearsalStage.REGION, subnet),
                  List.of("egress only"),
                  Map.of(),
                  Optional.of(true))));

      Instance builder = ec2.describeInstances().reservations().get(0).instances().get(0);
      assertThat(builder.subnetId()).isEqualTo(subnet);
      assertThat(builder.securityGroups())
          .extracting(GroupIdentifier::groupId)
          .containsExactly(group);
      assertThat(on.ourImages()).hasSize(1);
      on.assertNothingIsLeftOver();
    }
  }

  @Test
  void aGroupThatIsNotThereIsNamedBeforeTheLaunch() throws Exception {
    try (RehearsalStage on = stage()) {
      LayerSpec layer =
          layer(new BuilderNetwork(Map.of(), List.of("nobody"), Map.of(), Optional.empty()));

      assertThatThrownBy(() -> on.build(layer))
          .cause()
          .hasMessageContaining("the builder's VPC has no security group 'nobody'")
          .hasMessageContaining("correct builder.security_groups");
      assertThat(on.cloud.calls().count("RunInstances")).isZero();
    }
  }

  private static LayerSpec layer(BuilderNetwork network) {
    LayerSpec plain = RehearsalStage.layer("layer", Optional.empty(), "true\n", "true");
    return new LayerSpec(
        plain.template(),
        plain.source(),
        plain.hash(),
        plain.version(),
        plain.parent(),
        plain.base(),
        plain.setup(),
        plain.checks(),
        plain.tags(),
        new BuilderMachine(
            Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(network)),
        plain.hygiene(),
        plain.bootTest());
  }
}
