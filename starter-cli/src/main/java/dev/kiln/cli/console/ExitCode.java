package dev.kiln.cli.console;

/** What a shell script can tell the outcome by. */
public final class ExitCode {
  public static final int OK = 0;
  public static final int FAILED = 1;
  public static final int USAGE = 2;

  /** Two things that were compared on request differ; nothing failed. */
  public static final int DIFFERENT = 3;

  /** 128 + SIGINT, as shells have it. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
