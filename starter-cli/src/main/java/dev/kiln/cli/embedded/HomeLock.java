package dev.kiln.cli.embedded;

import dev.kiln.cli.console.CliFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The lock on a home's local cloud. One process holds it at a time; the operating system releases
 * it when that process dies, even by a kill.
 */
final class HomeLock implements AutoCloseable {
  /** Long enough for a short command, such as a list, to finish. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock, with a short wait.
   *
   * @throws CliFailure if another process holds it, or if {@code home} cannot be written
   */
  static HomeLock take(Path home) {
    Path file = home.resolve("in-use");
    try {
      Files.createDirectories(home);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        String holder = holder(channel);
        channel.close();
        throw held(home, holder);
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      return new HomeLock(channel);
    } catch (IOException | OverlappingFileLockException failed) {
      throw new CliFailure(
          "cannot use '%s' for the local cloud: %s; make it writable or set KILN_HOME to another directory"
              .formatted(home, reason(failed)),
          failed);
    }
  }

  private static String reason(Exception failed) {
    return failed instanceof AccessDeniedException denied
        ? "no permission to write " + denied.getFile()
        : failed.getClass().getSimpleName() + " on " + failed.getMessage();
  }

  private static boolean locked(FileChannel channel) throws IOException {
    if (channel.tryLock() != null) {
      return true;
    }
    FutureTask<FileLock> lock = new FutureTask<>(channel::lock);
    Thread waiting = new Thread(lock, "waits-for-lock");
    waiting.setDaemon(true);
    waiting.start();
    try {
      lock.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException held) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause());
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(32);
    channel.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
  }

  private static CliFailure held(Path home, String holder) {
    return new CliFailure(
        "cannot use the local cloud in '%s': process %s is using it; wait until that process ends, or then start 'kiln up', which serves any number of commands"
            .formatted(home, holder));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      throw new IllegalStateException("cannot release the lock of the local cloud", alreadyGone);
    }
  }
}
