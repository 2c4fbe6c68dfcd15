package dev.kiln.localcloud.machine;

/**
 * How a script ended.
 *
 * @param exitCode the script's own; 128 + n if signal n ended it, {@link #TIMED_OUT} after a
 *     timeout, {@link #KILLED} if {@link Machines#stop} did
 * @param timedOut whether the process tree was killed because its time was up
 * @param backend how it ran; with {@link Backend#NONE} it did not
 */
public record Execution(int exitCode, boolean timedOut, Backend backend) {
  /** The exit code of a script whose time was up, as {@code timeout(1)} gives it. */
  public static final int TIMED_OUT = 124;

  /** The exit code of a script that was killed with its machine. */
  public static final int KILLED = 137;

  /** Whether the script really ran; if not, its exit code means nothing. */
  public boolean executed() {
    return backend.executes();
  }
}
