package dev.kiln.activities.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.Region;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AgentInstallTest {
  private static final Region REGION = new Region("eu-west-1");

  @Test
  void bringsTheAgentOfTheRegionToDebian() {
    String script = AgentInstall.script(Optional.of("debian-12"), REGION).orElseThrow();

    assertThat(script)
        .startsWith("#!/bin/sh\n")
        .contains("https://s3.eu-west-1.amazonaws.com/amazon-ssm-eu-west-1/latest/debian_")
        .doesNotContain("@");
  }

  @Test
  void comesFromTheAddressesOfThePartition() {
    assertThat(AgentInstall.script(Optional.of("debian-12"), new Region("cn-north-1")))
        .get()
        .asString()
        .contains("https://s3.cn-north-1.amazonaws.com.cn/amazon-ssm-cn-north-1/latest/debian_");
    assertThat(AgentInstall.script(Optional.of("debian-12"), new Region("us-gov-west-1")))
        .get()
        .asString()
        .contains("https://s3.us-gov-west-1.amazonaws.com/amazon-ssm-us-gov-west-1/");
  }

  @Test
  void isAScriptThatAShellCanRead() throws Exception {
    String script = AgentInstall.script(Optional.of("debian-12"), REGION).orElseThrow();

    Process shell = new ProcessBuilder("sh", "-n").start();
    try (var input = shell.outputWriter(StandardCharsets.UTF_8)) {
      input.write(script);
    }

    assertThat(shell.waitFor()).isZero();
  }

  @Test
  void fitsIntoUserData() {
    String encoded = AgentInstall.userData(Optional.of("debian-13"), REGION).orElseThrow();

    assertThat(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8))
        .isEqualTo(AgentInstall.script(Optional.of("debian-13"), REGION).orElseThrow())
        .hasSizeLessThan(16 * 1024);
  }

  @Test
  void leavesImagesWithTheAgentAlone() {
    assertThat(AgentInstall.userData(Optional.of("ubuntu-24.04"), REGION)).isEmpty();
    assertThat(AgentInstall.userData(Optional.empty(), REGION)).isEmpty();
  }
}
