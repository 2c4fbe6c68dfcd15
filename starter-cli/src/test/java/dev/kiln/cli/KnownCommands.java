package dev.kiln.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParameterException;

/** Reads command lines without running them. */
public final class KnownCommands {
  private KnownCommands() {}

  /** What Kiln would object to in a command, an option or an argument. */
  public static Optional<String> problem(List<String> words) {
    try {
      CommandTree.whole().parseArgs(words.toArray(String[]::new));
      return Optional.empty();
    } catch (ParameterException objection) {
      return Optional.of(String.join(" ", words) + ": " + objection.getMessage());
    }
  }
}
