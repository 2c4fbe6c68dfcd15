package dev.kiln.localcloud.machine;

import java.util.regex.Pattern;

/**
 * The name of a read-only layer: the first 32 hexadecimal digits of the SHA-256 of its content, or
 * {@code host} for this computer's own root.
 */
public record LayerId(String value) {
  private static final Pattern FORM = Pattern.compile("host|[0-9a-f]{32}");

  /** This computer's root filesystem, read in place and never written. */
  public static final LayerId HOST = new LayerId("host");

  public LayerId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "cannot read layer id '" + value + "': expected 32 hexadecimal digits, or host");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
