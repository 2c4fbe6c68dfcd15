package dev.kiln.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line itself, before any command does anything. */
final class CommandLineTest {
  @TempDir Path folder;

  @Test
  void printsItsVersion() {
    Result result = new KilnRun(folder).run("--version");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).matches("kiln \\d+\\.\\d+\\.\\d+\\S*\\n");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void showsAllCommandsInItsHelp() {
    Result result = new KilnRun(folder).run("--help");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("  ami ", "  template ", "  build ", "  up ", "  completion ");
  }

  @Test
  void showsHowItIsUsedWhenNothingIsAsked() {
    Result result = new KilnRun(folder).run();

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("Usage: kiln");
  }

  @Test
  void takesTheWordHelpForTheOption() {
    assertThat(new KilnRun(folder).run("help", "ami", "build").out())
        .isEqualTo(new KilnRun(folder).run("ami", "build", "--help").out())
        .contains("--rebuild-base");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "frobnicate # unmatched argument at index 0: 'frobnicate'; see 'kiln --help'",
        "ami bild # unmatched argument at index 1: 'bild'; did you mean build? Or see 'kiln ami --help'",
        "ami # missing required subcommand; see 'kiln ami --help'",
        "ami cleanup # missing required option: '--keep-latest=<number>'; see 'kiln ami cleanup --help'",
        "ami build a -t b # <file|name>, --template=<file|name> are mutually exclusive (specify only one); see 'kiln ami build --help'",
        "ami build -t x --rebild # unknown option: '--rebild'; did you mean --rebuild? Or see 'kiln ami build --help'",
        "ami list -o xml # invalid value for option '--output': expected one of [text, json] (case-sensitive) but was 'xml'; see 'kiln ami list --help'",
      })
  void refusesUnreadableArgumentsWithAHint(String arguments, String message) {
    Result result = new KilnRun(folder).run(arguments.split(" "));

    assertThat(result.err()).isEqualTo("kiln: cannot read the command line: " + message + "\n");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void takesAnOptionOfEveryCommandBeforeTheCommandToo() {
    Result result = new KilnRun(folder).run("--region", "us-esat-1", "ami", "list");

    assertThat(result.err()).contains("cannot use region 'us-esat-1'");
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void isNotConfusedByAValueThatIsAlsoACommand() {
    Result result = new KilnRun(folder).run("ami", "list", "--template", "build");

    assertThat(result.err()).isEqualTo("kiln: cannot connect: this run must not need Temporal\n");
  }
}
