package dev.kiln.localcloud.machine;

/**
 * Takes a script's output as it comes, in raw bytes since a script may print anything. The two
 * methods are called from two threads, each from one only; the array is reused after the call.
 */
public interface OutputSink {
  /** Takes the next {@code length} bytes of standard output. */
  void stdout(byte[] bytes, int length);

  /** Takes the next {@code length} bytes of standard error. */
  void stderr(byte[] bytes, int length);
}
