package dev.kiln.localcloud.ssm;

import dev.kiln.localcloud.machine.OutputSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first characters of each stream of a script's output, as SSM does. */
final class Output implements OutputSink {
  /** The most characters of standard output that GetCommandInvocation gives. */
  static final int STDOUT = 24_000;

  /** The most of standard error. */
  static final int STDERR = 8_000;

  private static final int BYTES_PER_CHARACTER = 4;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Override
  public void stdout(byte[] bytes, int length) {
    keep(out, bytes, length, STDOUT * BYTES_PER_CHARACTER);
  }

  @Override
  public void stderr(byte[] bytes, int length) {
    keep(err, bytes, length, STDERR * BYTES_PER_CHARACTER);
  }

  private static void keep(ByteArrayOutputStream to, byte[] bytes, int length, int most) {
    to.write(bytes, 0, Math.max(0, Math.min(length, most - to.size())));
  }

  String printed() {
    return cut(out.toString(StandardCharsets.UTF_8), STDOUT);
  }

  String complained() {
    return cut(err.toString(StandardCharsets.UTF_8), STDERR);
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }
}
