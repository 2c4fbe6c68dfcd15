package dev.kiln.model.hash;

import dev.kiln.model.TemplateHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a layer and, through its parent's digest, of all layers below it. Chaining uses
 * the full digest; display and lookup use its first sixteen digits.
 *
 * @param hex 64 hexadecimal digits
 */
public record LayerDigest(String hex) {
  private static final int SHOWN = 16;

  public LayerDigest {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "cannot read digest '" + hex + "': expected 64 hexadecimal digits");
    }
  }

  /** The digest of a text, as UTF-8. */
  public static LayerDigest ofText(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
      return new LayerDigest(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** The first sixteen digits, which identify an image in lookups. */
  public TemplateHash shown() {
    return new TemplateHash(hex.substring(0, SHOWN));
  }
}
