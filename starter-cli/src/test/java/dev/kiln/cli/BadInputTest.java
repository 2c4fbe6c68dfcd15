package dev.kiln.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CLI reports wrong input before it starts anything: no run here has a Temporal. */
final class BadInputTest {
  private static final String GOOD = "name: good\nsetup_script: |\n  true\n";

  @TempDir Path folder;

  private Result build(String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "ami";
    arguments[1] = "build";
    System.arraycopy(more, 0, arguments, 2, more.length);
    return new KilnRun(folder).file("good.yaml", GOOD).run(arguments);
  }

  @Test
  void aMissingFileGetsASuggestion() {
    assertThat(build("-t", "god.yaml").err())
        .isEqualTo(
            "kiln: cannot read template 'god.yaml': there is no such file; did you mean"
                + " good.yaml?\n");
  }

  @Test
  void anUnknownNameGetsAnInstalledOneAsSuggestion() {
    Result result =
        new KilnRun(folder)
            .file("installation/templates/gromacs.yaml", GOOD)
            .run("ami", "build", "-t", "gromax");

    assertThat(result.err())
        .isEqualTo(
            "kiln: cannot read template 'gromax': no installed template has this name; did you"
                + " mean gromacs?\n");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void anEmptyNameIsNoTemplate() {
    Result result = build("-t", "");

    assertThat(result.err()).contains("cannot read a template without a name; give a file");
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void aDirectoryIsNoTemplate() throws IOException {
    Files.createDirectory(folder.resolve("folder.yaml"));

    assertThat(build("-t", "folder.yaml").err()).contains("it is a directory; name a file in it");
  }

  @Test
  void aBinaryFileIsNoTemplate() throws IOException {
    Files.write(folder.resolve("binary.yaml"), new byte[] {'a', 0, 'b'});

    assertThat(build("-t", "binary.yaml").err()).contains("binary.yaml:1:1:", "NUL");
  }

  @Test
  void aHugeFileIsNotEvenRead() throws IOException {
    Files.write(folder.resolve("huge.yaml"), new byte[10_000_000]);

    assertThat(build("-t", "huge.yaml").err()).contains("more than 262144");
  }

  @Test
  void aCycleIsShown() {
    Result result =
        new KilnRun(folder)
            .file("a.yaml", "name: a\nextends: b.yaml\n")
            .file("b.yaml", "name: b\nextends: a.yaml\n")
            .run("ami", "build", "-t", "a.yaml");

    assertThat(result.err()).contains("a.yaml -> b.yaml -> a.yaml");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void showsEveryProblemOfATemplateWithItsLine() {
    Result result =
        new KilnRun(folder)
            .file("bad.yaml", "name: bad\nsetup_scrpt: |\n  true\nprots: [22]\n")
            .run("ami", "build", "-t", "bad.yaml");

    assertThat(result.err().lines().toList())
        .hasSize(7)
        .satisfies(
            lines -> {
              assertThat(lines.get(0))
                  .startsWith("kiln: cannot use template 'bad.yaml': 2 problems");
              assertThat(lines.get(1)).startsWith("bad.yaml:2:1: ").contains("setup_script");
              assertThat(lines.get(2)).isEqualTo("  2 | setup_scrpt: |");
              assertThat(lines.get(3)).isEqualTo("    | ^^^^^^^^^^^");
              assertThat(lines.get(4)).startsWith("bad.yaml:4:1: ").contains("ports");
              assertThat(lines.get(5)).isEqualTo("  4 | prots: [22]");
              assertThat(lines.get(6)).isEqualTo("    | ^^^^^");
            });
  }

  @Test
  void aMalformedAmiIdIsAUsageError() {
    Result result = build("-t", "good.yaml", "--base-ami", "ami-xyz");

    assertThat(result.err())
        .startsWith("kiln: cannot read AMI id 'ami-xyz'")
        .contains("--base-ami");
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void anUnknownRegionGetsASuggestion() {
    Result result = build("-t", "good.yaml", "--region", "us-esat-1");

    assertThat(result.err())
        .isEqualTo(
            "kiln: cannot use region 'us-esat-1': Kiln knows no such region; did you mean"
                + " us-east-1? If AWS has opened it since, set KILN_REGIONS=us-esat-1\n");
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void aRegionNewerThanKilnIsLetInByTheEnvironment() {
    Result result =
        new KilnRun(folder)
            .file("good.yaml", GOOD)
            .with("KILN_REGIONS", "xx-new-1")
            .run("ami", "build", "-t", "good.yaml", "--region", "xx-new-1");

    assertThat(result.err()).contains("this run must not need Temporal");
  }

  @Test
  void aVariableMustHaveAValue() {
    Result result = build("-t", "good.yaml", "--var", "novalue");

    assertThat(result.err()).contains("--var").contains("novalue");
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void aVariableThatNoTemplateDeclaresIsRefused() {
    assertThat(build("-t", "good.yaml", "--var", "nothing=1").err())
        .contains("no template of the chain declares the parameter 'nothing'");
  }

  @Test
  void anUnknownArchitectureIsRefusedWithTheKnownOnes() {
    assertThat(build("-t", "good.yaml", "--arch", "riscv").err())
        .contains("cannot read architecture 'riscv': expected x86_64 or arm64");
  }
}
