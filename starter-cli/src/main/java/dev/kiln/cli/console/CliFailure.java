package dev.kiln.cli.console;

/**
 * Ends a command with an error. Its message is the one line that the user reads: {@code cannot
 * <verb> <thing>: <fact>; <next step>}.
 */
public final class CliFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** The command failed. */
  public CliFailure(String message) {
    super(message);
    this.exitCode = ExitCode.FAILED;
  }

  /** The command failed; {@code --verbose} shows the cause. */
  public CliFailure(String message, Throwable cause) {
    super(message, cause);
    this.exitCode = ExitCode.FAILED;
  }

  private CliFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The command line is wrong. */
  public static CliFailure usage(String message) {
    return new CliFailure(ExitCode.USAGE, message);
  }

  /** The user interrupted the command. */
  public static CliFailure interrupted(String message) {
    return new CliFailure(ExitCode.INTERRUPTED, message);
  }

  public int exitCode() {
    return exitCode;
  }
}
