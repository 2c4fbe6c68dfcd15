package dev.kiln.activities.waiting;

import java.util.stream.IntStream;

/**
 * Shortens the stack traces of a failure before it travels. Temporal's server keeps at most 4 KB of
 * the failure of an activity that it tries again, and puts a sentence about the size in the place
 * of a larger one; the reason would be lost to everybody who looks.
 */
final class ShortTrace {
  private static final String OURS = "dev.kiln.";
  private static final int FRAMES = 5;
  private static final int CAUSES = 10;

  private ShortTrace() {}

  /** Keeps where each failure arose, and the first places in our own code on the way there. */
  static <T extends Throwable> T of(T failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < CAUSES; depth++) {
      StackTraceElement[] whole = cause.getStackTrace();
      cause.setStackTrace(
          IntStream.range(0, whole.length)
              .filter(frame -> frame == 0 || whole[frame].getClassName().startsWith(OURS))
              .limit(FRAMES)
              .mapToObj(frame -> whole[frame])
              .toArray(StackTraceElement[]::new));
      cause = cause.getCause();
    }
    return failure;
  }
}
