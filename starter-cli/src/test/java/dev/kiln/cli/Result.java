package dev.kiln.cli;

import static org.assertj.core.api.Assertions.assertThat;

/** The result of a run of the command line. */
public record Result(int exitCode, String out, String err) {
  /** Asserts the common exit code and message of a command that may not ask for confirmation. */
  public void assertUnconfirmed(String undertaking) {
    assertThat(err)
        .endsWith(
            "kiln: cannot %s without confirmation: no terminal to ask on; nothing was changed; rerun with --yes\n"
                .formatted(undertaking));
    assertThat(exitCode).isEqualTo(2);
  }
}
