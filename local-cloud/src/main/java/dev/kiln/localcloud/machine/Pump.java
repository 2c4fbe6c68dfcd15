package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Passes on one stream of a process as it comes, through one buffer of fixed size. */
final class Pump implements Runnable {
  private static final int BUFFER = 1 << 15;

  private final InputStream stream;
  private final Target target;
  private final Runnable abort;
  private final Thread thread;
  private volatile Optional<RuntimeException> refusal = Optional.empty();

  /** Takes the bytes that were read. */
  interface Target {
    void take(byte[] bytes, int length);
  }

  Pump(String name, InputStream stream, Target target, Runnable abort) {
    this.stream = stream;
    this.target = target;
    this.abort = abort;
    this.thread = new Thread(this, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void run() {
    byte[] buffer = new byte[BUFFER];
    try (stream) {
      for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
        if (refusal.isEmpty()) {
          give(buffer, length);
        }
      }
    } catch (IOException e) {
      // The process was destroyed while it wrote, and the rest of its output is lost.
      abort.run();
    }
  }

  /** Waits for the end of the stream; true if the thread was interrupted meanwhile. */
  boolean drain() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  /** The exception that the target threw. */
  Optional<RuntimeException> refusal() {
    return refusal;
  }

  private void give(byte[] buffer, int length) {
    try {
      target.take(buffer, length);
    } catch (RuntimeException e) {
      refusal = Optional.of(e);
      abort.run();
    }
  }
}
