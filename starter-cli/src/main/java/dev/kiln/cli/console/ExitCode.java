package dev.kiln.cli.console;

/** The exit codes, for shell scripts. */
public final class ExitCode {
  public static final int OK = 0;
  public static final int FAILED = 1;
  public static final int USAGE = 2;

  /** The two compared images differ; nothing failed. */
  public static final int DIFFERENT = 3;

  /** 128 + SIGINT, as shells have it. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
