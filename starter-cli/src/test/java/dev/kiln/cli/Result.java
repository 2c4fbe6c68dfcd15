package dev.kiln.cli;

import static org.assertj.core.api.Assertions.assertThat;

/** What a run of the command line left behind. */
public record Result(int exitCode, String out, String err) {
  /** Asserts that the command ended as every command does that may not ask for confirmation. */
  public void assertUnconfirmed(String undertaking) {
    assertThat(err)
        .endsWith(
            "kiln: cannot %s without confirmation: no terminal to ask on; nothing was changed; rerun with --yes\n"
                .formatted(undertaking));
    assertThat(exitCode).isEqualTo(2);
  }
}
