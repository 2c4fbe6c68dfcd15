package dev.kiln.cli.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A process that holds the lock of a given home until its input ends. */
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws IOException {
    try (HomeLock lock = HomeLock.take(Path.of(arguments[0]))) {
      System.out.println(lock.getClass().getSimpleName());
      System.in.read();
    }
  }
}
