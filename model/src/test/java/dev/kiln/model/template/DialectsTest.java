package dev.kiln.model.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.model.Templates;
import dev.kiln.model.layer.Check;
import org.junit.jupiter.api.Test;
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
        "users: [{name: research, shell: /bin/zsh, groups: [docker]}] | research_user: {auto_create: true, require_efs: true, efs_mount_point: /efs, default_shell: /bin/zsh, default_groups: [docker], default_environment: {A: b}, user_integration: {strategy: dual_user}}",
        "users: [{name: research, groups: [sudo, docker]}] | {users: [{name: research, groups: [sudo]}], research_user: {default_groups: [docker]}}",
        "users: [{name: alice}] | research_user: {username: alice}",
        "setup_script: make | {setup_script: make, research_user: {auto_create: false}}",
        "setup_script: make | {setup_script: make, minimum_size: L, last_updated: 2025-01-31, instance_types: {x86_64: t3.large}, instance_defaults: {instance_type_preference: [t3.large]}}",
        "setup_script: make | {setup_script: make, files: [{s3_bucket: data, s3_key: a.zip, destination_path: /opt/a.zip, checksum: true}]}",
        "setup_script: make | {x-common: &c {timeout_seconds: 60}, x-1: {any: [thing]}, setup_script: make}",
        "setup_script: \"#!/bin/sh\\nmake\\n\" | setup_script: \"#!/bin/sh\\r\\nmake\\r\\n\"",
        "setup_script: \"#!/bin/sh\\nmake\\n\" | setup_script: \"\\uFEFF#!/bin/sh\\nmake\\n\"",
      })
  void theseMeanTheSameImage(String one, String other) {
    assertThat(Templates.hash(text(one))).isEqualTo(Templates.hash(text(other)));
  }

  /** The keys of a map in braces stand at the top level, beside the name. */
  private static String text(String keys) {
    return keys.startsWith("{") ? "{name: a, " + keys.substring(1) + "\n" : NAME + keys + "\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "expected: active | equals: active",
        "expected_contains: active | contains: active",
        "expected_contains: active | expected_output: active",
        "expected_exit_code: 0 | success: true",
        "timeout_seconds: 60 | success: true",
      })
  void theseMeanTheSameTest(String one, String other) {
    String form = "name: a\nsetup_script: make\n%s: [{name: t, command: c, %s}]\n";
    assertThat(Templates.hash(form.formatted("validation_tests", one)))
        .isEqualTo(Templates.hash(form.formatted("validation", other)))
        .isEqualTo(Templates.hash(form.formatted("checks", other)));
  }

  @Test
  void aTestWithoutAnyExpectationWantsExitCodeZeroWhateverItsCommandIsCalled() {
    Check check =
        Templates.parse(NAME + "setup_script: make\nvalidation: [{name: t, script: make check}]\n")
            .content()
            .checks()
            .get(0)
            .value();

    assertThat(check.command()).isEqualTo("make check");
    assertThat(check.exitCode()).hasValue(0);
    assertThat(check.violation(2, false, false)).hasValue("expected exit code 0, found 2");
  }

  @Test
  void aTestOfTheOutputLeavesTheExitCodeOpen() {
    assertThat(
            Templates.parse(
                    NAME
                        + "setup_script: make\n"
                        + "checks: [{name: t, command: make check, expected: fine}]\n")
                .content()
                .checks()
                .get(0)
                .value()
                .exitCode())
        .isEmpty();
  }

  @Test
  void anchorsUnderAKeyOfTheUsersOwnTakeEffectWhereTheyAreNamed() {
    assertThat(
            Templates.parse(
                    NAME
                        + "x-common: &c {timeout_seconds: 60}\n"
                        + "build_steps: [{name: s, script: make, <<: *c}]\n")
                .content()
                .steps()
                .get(0)
                .value()
                .timeout())
        .hasSeconds(60);
  }

  @Test
  void keepsFilesOfOtherToolsOutOfTheImage() {
    Template template =
        Templates.parse(
            NAME + "files: [{s3_bucket: b, destination_path: /a}, {path: /c, content: d}]\n");

    assertThat(template.content().files())
        .singleElement()
        .satisfies(file -> assertThat(file.value().path()).isEqualTo("/c"));
    assertThat(template.warnings())
        .singleElement()
        .asString()
        .contains("t.yaml:2:9: warning: Kiln does not fetch files from S3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cluster: {name: My Cluster, region: us-east-1} | my-cluster",
        "name: R + RStudio (server) | r-rstudio-server",
        "{name: Long Name, slug: short} | short",
        "{name: 日本, slug: nihon} | nihon",
        "name: R | r",
        "name: go | go",
        "name: ab | ab",
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
      value = {
        "ports: [22, 8787, 22] | 2",
        "instance_defaults: {ports: [22]} | 1",
        "{ports: [8888, 22], instance_defaults: {ports: [22, 3838]}} | 3",
      })
  void readsEachPortOnce(String text, int count) {
    assertThat(Templates.parse(text(text)).ports()).hasSize(count);
  }
}
