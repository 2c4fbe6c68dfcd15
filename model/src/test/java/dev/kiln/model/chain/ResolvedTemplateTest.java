package dev.kiln.model.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.Golden;
import dev.kiln.model.Templates;
import dev.kiln.model.source.Located;
import dev.kiln.model.template.LayerContent;
import dev.kiln.model.template.Template;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ResolvedTemplateTest {
  private static final Templates TEMPLATES =
      new Templates()
          .put(
              "base.yaml",
              """
              name: base
              base: debian-12
              description: what all have
              files: [{path: /etc/motd, content: "base\\n"}, {path: /etc/issue, content: ""}]
              users:
                - {name: alice, uid: 2000, groups: [users]}
              packages:
                system: [git, cmake]
                spack: [gcc@11.3.0]
              setup_script: |
                #!/bin/sh
                  # indented, with 'quotes' and a \\ backslash
                echo "base"
              validation_tests: [{name: git, command: git --version, expected_contains: git version}]
              ports: [22]
              tags: {team: core, stage: "1"}
              builder: {volume_size_gb: 20, instance_types: [c6i.large, c7g.large]}
              """)
          .put(
              "child.yaml",
              """
              name: Child Image
              version: 1.0
              description: |
                Two lines.
                  The second is indented.
              extends: base.yaml
              files: [{path: /etc/motd, content: "child\\n", mode: "600", owner: alice}]
              users:
                - {name: alice, groups: [docker], shell: /bin/sh}
              packages:
                system: [git, "python3"]
                pip: ["requests>=2,<3"]
              build_steps:
                - name: "make: all"
                  script: "make all"
                  timeout_seconds: 60
              validation_tests: [{name: exit, command: "exit 3", expected_exit_code: 3}]
              ports: [8888, 22]
              tags: {stage: "2"}
              hygiene: false
              test: boot
              builder:
                instance_profile: builders
                subnet: subnet-12345678
                security_groups: {us-east-1: sg-12345678, eu-west-1: [sg-87654321, "no: yaml"]}
                public_ip: false
              """);

  private static final String ALPHABET = "ab \t\n:#-'\"\\{}[]|>&*!%@`~?,=0é\u0085\u2028";

  @Test
  void showsTheMergeWithTheOriginOfEachPart() throws IOException {
    Golden.matches(
        "resolved.yaml", ResolvedText.of(ResolvedTemplate.of(TEMPLATES.chain("child.yaml"))));
  }

  @Test
  void theTextIsATemplateWithTheSameContent() {
    ResolvedTemplate resolved = ResolvedTemplate.of(TEMPLATES.chain("child.yaml"));
    Template again = Templates.parse(ResolvedText.of(resolved));
    LayerContent content = again.content();
    assertThat(values(content.files())).isEqualTo(values(resolved.files()));
    assertThat(values(content.users())).isEqualTo(values(resolved.users()));
    assertThat(values(content.steps())).isEqualTo(values(resolved.steps()));
    assertThat(content.packages().keySet()).isEqualTo(resolved.packages().keySet());
    assertThat(content.checks()).hasSameSizeAs(resolved.checks());
    assertThat(again.tags()).isEqualTo(resolved.tags());
    assertThat(again.ports()).isEqualTo(resolved.ports());
    assertThat(again.machine()).isEqualTo(resolved.machine());
    assertThat(again.hygiene()).contains(false);
    assertThat(again.bootTest()).contains(true);
    assertThat(again.description()).isEqualTo(resolved.top().description());
  }

  @Test
  void everyTextSurvivesARoundTrip() {
    Random random = new Random(11);
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder("x");
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      String content = random.nextBoolean() ? text.toString() : text.reverse().toString();
      String yaml =
          "name: a\nfiles:\n  - path: /a\n    content: " + YamlText.value(content, "      ") + "\n";
      assertThat(values(Templates.parse(yaml).content().files()).get(0).content())
          .as(yaml)
          .isEqualTo(content);
    }
  }

  private static <T> List<T> values(List<Located<T>> located) {
    return located.stream().map(Located::value).toList();
  }
}
