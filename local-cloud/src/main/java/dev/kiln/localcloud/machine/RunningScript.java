package dev.kiln.localcloud.machine;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A script while it runs. The process at the other end kills its whole tree when its standard input
 * ends, which the kernel ensures even if this process is killed.
 */
final class RunningScript {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Process process;
  private final Pump output;
  private final Pump errors;

  private RunningScript(Process process, OutputSink sink) {
    this.process = process;
    this.output = new Pump("script-output", process.getInputStream(), sink::stdout, this::kill);
    this.errors = new Pump("script-errors", process.getErrorStream(), sink::stderr, this::kill);
  }

  /** Starts {@code command} and passes on its output from now on. */
  static RunningScript start(List<String> command, OutputSink sink) throws IOException {
    RunningScript running = new RunningScript(HostCommand.process(command).start(), sink);
    running.output.start();
    running.errors.start();
    return running;
  }

  /** Waits for the end; false if the time was up first. */
  boolean endsWithin(Duration timeout) throws InterruptedException {
    return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The exit code of the process around the script, which has ended. */
  int processCode() {
    return process.exitValue();
  }

  /** Kills the whole tree; returns at once. */
  void kill() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      destroy();
    }
  }

  /**
   * Kills what is left, waits until all of it is gone and all its output is passed on. An interrupt
   * does not cut this short, since files must not change afterwards; it is kept for the caller.
   */
  void finish() {
    kill();
    boolean interrupted = false;
    for (boolean gone = false; !gone; ) {
      try {
        gone = process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        if (!gone) {
          destroy();
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    interrupted |= output.drain();
    interrupted |= errors.drain();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The exception that the sink threw, if it did; it ended the whole tree. */
  Optional<RuntimeException> refusal() {
    return output.refusal().or(errors::refusal);
  }

  private void destroy() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
