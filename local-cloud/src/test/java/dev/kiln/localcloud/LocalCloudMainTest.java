package dev.kiln.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.Condition;
import dev.kiln.localcloud.settings.Delays;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.localcloud.settings.VisibilityLag;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The options of the process. */
final class LocalCloudMainTest {
  private static LocalCloudSettings settings(String... args) {
    return LocalCloudMain.settings(List.of(args));
  }

  @Test
  void optionsBecomeSettings() {
    LocalCloudSettings settings =
        settings(
            "--port",
            "4566",
            "--home",
            "/tmp/x",
            "--delays",
            "typical",
            "--lag-reads",
            "2",
            "--lag-millis",
            "30",
            "--throttling",
            "--allow-public-images",
            "--backend",
            "root-overlay",
            "--conditions",
            "no-default-vpc,no-kms-key",
            "--policy",
            "/tmp/policy.json");

    assertThat(settings.port()).isEqualTo(4566);
    assertThat(settings.home()).hasToString("/tmp/x");
    assertThat(settings.delays()).isEqualTo(Delays.typical());
    assertThat(settings.lag()).isEqualTo(new VisibilityLag(2, Duration.ofMillis(30)));
    assertThat(settings.throttling()).isTrue();
    assertThat(settings.blockPublicAccess()).isFalse();
    assertThat(settings.backend()).isEqualTo(BackendChoice.ROOT_OVERLAY);
    assertThat(settings.conditions())
        .containsExactlyInAnyOrder(Condition.NO_DEFAULT_VPC, Condition.NO_KMS_KEY);
    assertThat(settings.policy()).contains(Path.of("/tmp/policy.json"));
    assertThat(settings("--home", "/tmp/x", "--delays", "50").delays())
        .isEqualTo(Delays.all(Duration.ofMillis(50)));
  }

  @Test
  void wrongOptionsAreNamed() {
    assertThatThrownBy(() -> settings()).hasMessageContaining("--home is missing");
    assertThatThrownBy(() -> settings("--home")).hasMessageContaining("'--home'");
    assertThatThrownBy(() -> settings("--colour", "red")).hasMessageContaining("'--colour'");
    assertThatThrownBy(() -> settings("--home", "x", "--port", "many"))
        .hasMessageContaining("'many' is not a number");
    assertThatThrownBy(() -> settings("--home", "x", "--port", "70000"))
        .hasMessageContaining("use 0 to 65535");
    assertThatThrownBy(() -> settings("--home", "x", "--backend", "magic"))
        .hasMessageContaining("'magic'");
    assertThatThrownBy(() -> settings("--home", "x", "--conditions", "no-luck"))
        .hasMessageContaining("'no-luck': there are [no-systems-manager-route, ");
  }

  @Test
  void accountsFollowTheAccessKey() {
    LocalCloudSettings settings =
        settings("--home", "x").withAccounts(Map.of("AKIDA", "111122223333"));

    assertThat(settings.account("AKIDA")).isEqualTo("111122223333");
    assertThat(settings.account("444455556666")).isEqualTo("444455556666");
    assertThat(settings.account("other")).isEqualTo(LocalCloudSettings.DEFAULT_ACCOUNT);
    assertThatThrownBy(() -> settings.withAccounts(Map.of("AKIDA", "1")))
        .hasMessageContaining("'1' is not 12 digits");
  }
}
