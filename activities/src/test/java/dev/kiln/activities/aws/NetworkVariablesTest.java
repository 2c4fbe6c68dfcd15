package dev.kiln.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.model.Region;
import dev.kiln.model.layer.BuilderNetwork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NetworkVariablesTest {
  private static final Region EAST = new Region("us-east-1");
  private static final Region WEST = new Region("eu-west-1");

  @Test
  void eachRegionHasItsSubnetAndItsGroups() {
    BuilderNetwork network =
        NetworkVariables.of(
            Map.of(
                "KILN_SUBNETS", "us-east-1=subnet-1, eu-west-1=subnet-2",
                "KILN_SECURITY_GROUPS", "us-east-1=sg-1,us-east-1=sg-2,egress",
                "KILN_PUBLIC_IP", "true"));

    assertThat(network.subnets())
        .containsOnly(Map.entry(EAST, "subnet-1"), Map.entry(WEST, "subnet-2"));
    assertThat(network.groups(EAST)).containsExactly("sg-1", "sg-2");
    assertThat(network.groups(WEST)).isEqualTo(List.of("egress"));
    assertThat(network.publicIp()).isEqualTo(Optional.of(true));
  }

  @Test
  void anEmptyEnvironmentSaysNothing() {
    assertThat(NetworkVariables.of(Map.of())).isEqualTo(BuilderNetwork.DEFAULT);
    assertThat(NetworkVariables.of(Map.of("KILN_SUBNETS", " ", "KILN_PUBLIC_IP", "")))
        .isEqualTo(BuilderNetwork.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "KILN_SUBNETS, subnet-1, names no region",
    "KILN_SUBNETS, useast=subnet-1, is not a region",
    "KILN_SECURITY_GROUPS, useast=sg-1, is not a region",
    "KILN_PUBLIC_IP, yes, write true or false"
  })
  void whatCannotBeReadIsNamed(String variable, String value, String fact) {
    assertThatThrownBy(() -> NetworkVariables.of(Map.of(variable, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("cannot use " + variable + ": ")
        .hasMessageContaining(fact);
  }
}
