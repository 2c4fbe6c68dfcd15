package dev.kiln.model.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.Templates;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A template means the same image in every dialect. */
final class DialectsTest {
  private static final String NAME = "name: a\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "setup_script: make | post_install: make",
        "setup_script: make | user_data: make",
        "packages: {spack: [gcc@12]} | software: {spack_packages: [gcc@12]}",
        "base: debian-12 | base_ami: debian-12",
        "base: debian-12 | base_ami: {source: debian-12, architecture: [arm64]}",
        "base: ubuntu-22.04 | base: ubuntu-22.04-server-lts",
        "users: [{name: u, ssh_authorized_keys: [ssh-ed25519 AAAA x]}] | users: [{username: u, ssh_keys: [ssh-ed25519 AAAA x]}]",
        "files: [{path: /a, content: b, mode: 0600}] | files: [{destination: /a, content: b, permissions: '600'}]",
        "builder: {volume_size_gb: 20} | min_disk_size: 20",
      })
  void theseMeanTheSameImage(String one, String other) {
    assertThat(Templates.hash(NAME + one + "\n")).isEqualTo(Templates.hash(NAME + other + "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "expected: active | equals: active",
        "expected_contains: active | contains: active",
        "expected_contains: active | expected_output: active",
        "expected_exit_code: 0 | success: true",
      })
  void theseMeanTheSameTest(String one, String other) {
    String form = "name: a\nsetup_script: make\n%s: [{name: t, command: c, %s}]\n";
    assertThat(Templates.hash(form.formatted("validation_tests", one)))
        .isEqualTo(Templates.hash(form.formatted("validation", other)))
        .isEqualTo(Templates.hash(form.formatted("checks", other)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cluster: {name: My Cluster, region: us-east-1} | my-cluster",
        "name: R + RStudio (server) | r-rstudio-server",
        "{name: Long Name, slug: short} | short",
      })
  void derivesTheSlugFromTheNameInAnyPlace(String text, String slug) {
    assertThat(Templates.parse(text + "\n").slug()).isEqualTo(slug);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "extends: base.yaml | base.yaml",
        "inherits: [Base System] | Base System",
        "extends: {template: base, ami: ami-0123456789abcdef0} | base (ami-0123456789abcdef0)",
        "extends: https://example.org/base.yaml | https://example.org/base.yaml",
      })
  void readsTheParentInEveryForm(String text, String shown) {
    assertThat(Templates.parse(NAME + text + "\n").parent())
        .hasValueSatisfying(parent -> assertThat(parent.value().shown()).isEqualTo(shown));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"ports: [22, 8787, 22] | 2", "instance_defaults: {ports: [22]} | 1"})
  void readsEachPortOnce(String text, int count) {
    assertThat(Templates.parse(NAME + text + "\n").ports()).hasSize(count);
  }
}
