package dev.kiln.localcloud.datacenter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Resource ids of AWS's form: a prefix and 17 hexadecimal digits. */
public final class Ids {
  private static final int DIGITS = 17;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** A new one. */
  public static String random(String prefix) {
    byte[] bytes = new byte[9];
    RANDOM.nextBytes(bytes);
    return prefix + "-" + HexFormat.of().formatHex(bytes).substring(0, DIGITS);
  }

  /** Always the same one for the same thing. */
  public static String of(String prefix, String thing) {
    return prefix + "-" + digest(thing).substring(0, DIGITS);
  }

  /** SHA-256 in hexadecimal. */
  public static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("cannot compute SHA-256", impossible);
    }
  }
}
