package dev.kiln.localcloud.machine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps what a script printed, and may react to it. */
final class Captured implements OutputSink {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Runnable onOutput;

  Captured() {
    this(() -> {});
  }

  /** Calls {@code onOutput} after each piece of standard output. */
  Captured(Runnable onOutput) {
    this.onOutput = onOutput;
  }

  @Override
  public void stdout(byte[] bytes, int length) {
    out.write(bytes, 0, length);
    onOutput.run();
  }

  @Override
  public void stderr(byte[] bytes, int length) {
    err.write(bytes, 0, length);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
