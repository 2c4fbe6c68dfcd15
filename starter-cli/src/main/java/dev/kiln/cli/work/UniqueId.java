package dev.kiln.cli.work;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A random suffix that distinguishes two otherwise equal requests. */
public final class UniqueId {
  private static final SecureRandom RANDOM = new SecureRandom();

  private UniqueId() {}

  /** Eight hex digits. */
  public static String next() {
    byte[] bytes = new byte[4];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
