package dev.kiln.model.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.AmiId;
import dev.kiln.model.Golden;
import dev.kiln.model.Templates;
import dev.kiln.model.compile.LayerCompiler;
import dev.kiln.model.template.ReadOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LayerHashTest {
  private static final String WHOLE =
      """
      name: whole
      base: debian-12
      files: [{path: /etc/motd, content: "hello\\n", mode: "0600", owner: alice}]
      users: [{name: alice, uid: 2001, gid: 2002, groups: [users], ssh_authorized_keys: [ssh-ed25519 AAAA a]}]
      packages: {system: [git, cmake], spack: [hdf5@1.14.0+mpi], pip: [requests==2.32.0]}
      build_steps: [{name: one, script: make}, {name: two, script: make install, timeout_seconds: 60}]
      validation_tests: [{name: there, command: app --version, expected_contains: "1.", success: true}]
      builder: {volume_size_gb: 30, instance_types: [c6i.large]}
      """;

  private static final String SMALL =
      """
      name: a
      packages: {system: [git, cmake]}
      build_steps: [{name: one, script: make}, {name: two, script: make install}]
      validation_tests: [{name: t, command: app, expected: ok}]
      """;

  private static final Templates TEMPLATES =
      new Templates()
          .put("base.yaml", "name: base\nsetup_script: make base\n")
          .put("other.yaml", "name: base\nsetup_script: make bas\n")
          .put("child.yaml", "name: child\nextends: base.yaml\nsetup_script: make child\n")
          .put("moved.yaml", "name: child\nextends: other.yaml\nsetup_script: make child\n")
          .put(
              "pinned.yaml",
              "name: child\nextends: {template: base, ami: ami-00000001}\nsetup_script: make child\n")
          .put(
              "repinned.yaml",
              "name: child\nextends: {template: base, ami: ami-00000002}\nsetup_script: make child\n");

  private static String top(String location) {
    List<String> hashes =
        TEMPLATES.layers(location).stream().map(layer -> layer.hash().value()).toList();
    return hashes.get(hashes.size() - 1);
  }

  /** A change to this file turns every image in every account into a miss. */
  @Test
  void theCanonicalTextAndItsDigestNeverChange() throws IOException {
    String base = CanonicalLayer.onBase(Templates.parse(WHOLE), true, false, "debian-12");
    LayerDigest digest = LayerDigest.ofText(base);
    String child =
        CanonicalLayer.onParent(
            Templates.parse("name: child\nhygiene: no\n"), false, false, digest);
    Golden.matches(
        "canonical.txt",
        String.join("\n", base, digest.hex(), child, LayerDigest.ofText(child).hex(), ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "description: other",
        "version: 2",
        "category: x",
        "estimated_cost_per_hour: {x86_64: 1}",
        "ports: [22]",
        "regions: [us-west-2]",
        "architectures: [arm64]",
        "tags: {team: x}",
        "compute: {head_node: t3.large}",
        "builder: {instance_types: [c5.large], subnet: subnet-12345678}",
        "builder: {security_groups: [sg-12345678], public_ip: true}",
        "hygiene: true",
        "test: none",
        "slug: other",
        "base: ubuntu-24.04",
      })
  void additionsWithoutEffectOnTheImageKeepTheHash(String addition) {
    assertThat(Templates.hash(SMALL + addition + "\n")).isEqualTo(Templates.hash(SMALL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hygiene: false",
        "test: boot",
        "base: debian-12",
        "builder: {volume_size_gb: 9}",
        "users: [{name: u}]",
        "files: [{path: /a, content: b}]",
      })
  void additionsThatChangeTheImageChangeTheHash(String addition) {
    assertThat(Templates.hash(SMALL + addition + "\n")).isNotEqualTo(Templates.hash(SMALL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "script: make} | script: make }", //
        "name: one | name: uno",
        "command: app, | command: app, timeout_seconds: 9,",
        "[git, cmake] | [cmake, git]",
        "[git, cmake] | [git, cmake, git]",
      })
  void equivalentSpellingsKeepTheHash(String from, String to) {
    assertThat(Templates.hash(SMALL.replace(from, to))).isEqualTo(Templates.hash(SMALL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "script: make install | script: make  install",
        "command: app | command: ap",
        "expected: ok | expected_contains: ok",
        "[git, cmake] | [git cmake]",
        "[git, cmake] | [gi, tcmake]",
        "system: | pip:",
      })
  void meaningfulChangesChangeTheHash(String from, String to) {
    assertThat(SMALL).contains(from);
    assertThat(Templates.hash(SMALL.replace(from, to))).isNotEqualTo(Templates.hash(SMALL));
  }

  @Test
  void theOrderOfStepsMatters() {
    String swapped =
        SMALL.replace(
            "{name: one, script: make}, {name: two, script: make install}",
            "{name: two, script: make install}, {name: one, script: make}");
    assertThat(swapped).isNotEqualTo(SMALL);
    assertThat(Templates.hash(swapped)).isNotEqualTo(Templates.hash(SMALL));
  }

  @Test
  void theSameTextInAnotherFieldIsAnotherImage() {
    assertThat(Templates.hash("name: a\nusers: [{name: u, groups: [x, y]}]\n"))
        .isNotEqualTo(Templates.hash("name: a\nusers: [{name: u, groups: [x]}, {name: y}]\n"));
    assertThat(
            Templates.hash(
                "name: a\nfiles: [{path: /a, content: '/b'}, {path: /c, content: ''}]\n"))
        .isNotEqualTo(
            Templates.hash(
                "name: a\nfiles: [{path: /a, content: ''}, {path: /c, content: '/b'}]\n"));
  }

  @Test
  void aChangeInALayerChangesEveryLayerAbove() {
    assertThat(top("child.yaml")).isNotEqualTo(top("moved.yaml"));
    assertThat(TEMPLATES.layers("child.yaml").get(0).hash())
        .isEqualTo(TEMPLATES.layers("base.yaml").get(0).hash());
  }

  @Test
  void layersAboveInheritTheBootTestUnlessTheySetTheirOwn() {
    Templates templates =
        new Templates()
            .put("base.yaml", "name: base\nsetup_script: make\ntest: boot\n")
            .put("above.yaml", "name: above\nextends: base.yaml\nsetup_script: make\n")
            .put(
                "opted-out.yaml",
                "name: above\nextends: base.yaml\nsetup_script: make\ntest: none\n");
    assertThat(templates.layers("above.yaml")).allMatch(layer -> layer.bootTest());
    assertThat(templates.layers("opted-out.yaml"))
        .extracting(layer -> layer.bootTest())
        .containsExactly(true, false);
    assertThat(templates.layers("above.yaml").get(1).hash())
        .isNotEqualTo(templates.layers("opted-out.yaml").get(1).hash());
  }

  @Test
  void everyLayerBetweenCounts() {
    Templates templates =
        new Templates()
            .put("base.yaml", "name: base\n")
            .put("one.yaml", "name: mid\nextends: base.yaml\nsetup_script: one\n")
            .put("two.yaml", "name: mid\nextends: base.yaml\nsetup_script: two\n")
            .put("on-one.yaml", "name: top\nextends: one.yaml\n")
            .put("on-two.yaml", "name: top\nextends: two.yaml\n");
    assertThat(templates.layers("on-one.yaml").get(2).hash())
        .isNotEqualTo(templates.layers("on-two.yaml").get(2).hash());
  }

  @Test
  void thePinnedParentEntersTheHash() {
    assertThat(top("pinned.yaml")).isNotEqualTo(top("repinned.yaml"));
  }

  @Test
  void anotherBaseEntersTheHashOfEveryLayer() {
    Optional<AmiId> base = Optional.of(new AmiId("ami-00000003"));
    assertThat(LayerCompiler.compile(TEMPLATES.chain("child.yaml"), base))
        .extracting(layer -> layer.hash())
        .doesNotContainAnyElementsOf(
            TEMPLATES.layers("child.yaml").stream().map(layer -> layer.hash()).toList());
  }

  @Test
  void valuesOfParametersEnterThroughTheTextsTheyChange() {
    Templates templates =
        new Templates()
            .put(
                "t.yaml",
                """
                name: t
                parameters:
                  used: {type: string, default: a}
                  idle: {type: string, default: a}
                setup_script: echo {{.used}}
                """);
    assertThat(hash(templates, "used", "b")).isNotEqualTo(hash(templates, "used", "a"));
    assertThat(hash(templates, "idle", "b")).isEqualTo(hash(templates, "idle", "a"));
  }

  private static String hash(Templates templates, String name, String value) {
    return LayerCompiler.compile(
            templates.chain("t.yaml", new ReadOptions(Map.of(name, value), false)),
            Optional.empty())
        .get(0)
        .hash()
        .value();
  }
}
