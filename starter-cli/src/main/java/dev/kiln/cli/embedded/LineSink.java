package dev.kiln.cli.embedded;

import dev.kiln.localcloud.machine.OutputSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Splits a tool's output into lines; both of its streams go to the same reader. */
final class LineSink implements OutputSink {
  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LineSink(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void stdout(byte[] bytes, int length) {
    take(bytes, length);
  }

  @Override
  public void stderr(byte[] bytes, int length) {
    take(bytes, length);
  }

  private synchronized void take(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        lines.accept(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else if (bytes[i] != '\r') {
        line.write(bytes[i]);
      }
    }
  }
}
