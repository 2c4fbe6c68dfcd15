package dev.kiln.model.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.Templates;
import dev.kiln.model.layer.BaseImage;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.layer.BuilderNetwork;
import dev.kiln.model.layer.Check;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.layer.SetupStep;
import dev.kiln.model.source.TemplateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LayerCompilerTest {
  private static final AmiId OTHER = new AmiId("ami-00000009");

  private static final Templates TEMPLATES =
      new Templates()
          .put(
              "base.yaml",
              """
              name: Base
              version: 1.2.0
              base: debian-12
              files: [{path: /etc/motd, content: hi}]
              users: [{name: alice}]
              packages: {pip: [requests], conda: [numpy], spack: [zlib], system: [git]}
              build_steps: [{name: last, script: make, timeout_seconds: 60}]
              validation_tests: [{name: below, command: "true", success: true, timeout_seconds: 9}]
              builder: {volume_size_gb: 20, instance_types: [c6i.large, c7g.large], subnet: subnet-12345678}
              hygiene: false
              tags: {team: core}
              """)
          .put(
              "child.yaml",
              """
              name: child
              extends: base.yaml
              setup_script: make child
              validation_tests: [{name: above, command: "true", expected: ""}]
              builder: {instance_types: {x86_64: m5.large}}
              """)
          .put("pinned.yaml", "name: child\nextends: {template: base, ami: ami-00000001}\n")
          .put("bare.yaml", "name: bare\n")
          .put(
              "network.yaml",
              """
              name: network
              base: debian-12
              builder:
                subnet: {us-east-1: subnet-11111111}
                security_groups: {us-east-1: [sg-11111111, egress], eu-west-1: builders only}
                public_ip: true
              """)
          .put(
              "moved.yaml",
              """
              name: moved
              extends: network.yaml
              builder: {subnet: subnet-22222222, public_ip: false}
              """)
          .put("listed.yaml", "name: listed\nbase: ami-based\n");

  @Test
  void keepsTheOrderOfTheParts() {
    assertThat(TEMPLATES.layers("base.yaml").get(0).setup())
        .extracting(SetupStep::name)
        .containsExactly(
            "write files",
            "create users",
            "install system packages",
            "install Spack packages",
            "install conda packages",
            "install Python packages",
            "last");
  }

  @Test
  void aLayerAddsOnlyItsContentButRunsTheChecksOfAllBelow() {
    LayerSpec child = TEMPLATES.layers("child.yaml").get(1);
    assertThat(child.setup()).extracting(SetupStep::name).containsExactly("setup script");
    assertThat(child.checks()).extracting(Check::layer).containsExactly("base", "child");
    assertThat(child.checks()).extracting(Check::name).containsExactly("below", "above");
    assertThat(child.checks().get(0).exitCode()).contains(0);
    assertThat(child.checks().get(1).exitCode()).isEmpty();
    assertThat(child.parent()).contains("base");
    assertThat(child.tags()).isEmpty();
    assertThat(child.version()).isEmpty();
  }

  @Test
  void usesTheTimeLimitsOfTheUserOrAnHour() {
    List<LayerSpec> layers = TEMPLATES.layers("child.yaml");
    assertThat(layers.get(0).setup().get(6).timeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(layers.get(1).setup().get(0).timeout()).isEqualTo(Duration.ofHours(1));
    assertThat(layers.get(0).checks().get(0).timeout()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void aBuilderInheritsMissingSettingsFromBelow() {
    LayerSpec child = TEMPLATES.layers("child.yaml").get(1);
    assertThat(child.machine().typesFor(Architecture.X86_64)).containsExactly("m5.large");
    assertThat(child.machine().typesFor(Architecture.ARM64)).containsExactly("c7g.large");
    assertThat(child.machine().volumeGib()).contains(20);
    assertThat(child.machine().subnet()).contains("subnet-12345678");
    assertThat(child.hygiene()).isFalse();
  }

  @Test
  void aBuilderHasANetworkForEachRegion() {
    BuilderMachine machine = TEMPLATES.layers("network.yaml").get(0).machine();
    BuilderNetwork network = machine.network().orElseThrow();

    assertThat(machine.subnetIn(new Region("us-east-1"))).contains("subnet-11111111");
    assertThat(machine.subnetIn(new Region("eu-west-1"))).isEmpty();
    assertThat(network.groups(new Region("us-east-1"))).containsExactly("sg-11111111", "egress");
    assertThat(network.groups(new Region("eu-west-1"))).containsExactly("builders only");
    assertThat(network.groups(new Region("us-west-2"))).isEmpty();
    assertThat(network.publicIp()).contains(true);
  }

  @Test
  void aLayerThatNamesItsSubnetHasNoneFromBelow() {
    BuilderMachine machine = TEMPLATES.layers("moved.yaml").get(1).machine();

    assertThat(machine.subnetIn(new Region("us-east-1"))).contains("subnet-22222222");
    assertThat(machine.network().orElseThrow().subnets()).isEmpty();
    assertThat(machine.network().orElseThrow().groups(new Region("us-east-1")))
        .containsExactly("sg-11111111", "egress");
    assertThat(machine.network().orElseThrow().publicIp()).contains(false);
  }

  @Test
  void theBaseIsTheNamedOneOrThePinnedImageOrTheDefault() {
    assertThat(TEMPLATES.layers("child.yaml").get(1).base())
        .isEqualTo(new BaseImage.Vendor("debian-12"));
    assertThat(TEMPLATES.layers("bare.yaml").get(0).base())
        .isEqualTo(new BaseImage.Vendor("ubuntu-24.04"));
    LayerSpec pinned = TEMPLATES.layers("pinned.yaml").get(0);
    assertThat(pinned.base()).isEqualTo(new BaseImage.Pinned(new AmiId("ami-00000001")));
    assertThat(pinned.parent()).contains("base");
  }

  @Test
  void anotherBaseReplacesEveryOther() {
    for (String location : List.of("child.yaml", "pinned.yaml", "listed.yaml")) {
      LayerSpec lowest =
          LayerCompiler.compile(TEMPLATES.chain(location), Optional.of(OTHER)).get(0);
      assertThat(lowest.base()).isEqualTo(new BaseImage.Pinned(OTHER));
      assertThat(lowest.parent()).isEmpty();
    }
  }

  @Test
  void refusesToBuildATemplateThatLeavesItsBaseToALauncher() {
    assertThatThrownBy(() -> TEMPLATES.layers("listed.yaml"))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "listed.yaml:2:7: there is no image to build on: 'ami-based' names none; give one with"
                + " --base-ami");
  }
}
