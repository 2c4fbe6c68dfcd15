package dev.kiln.activities.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** A compressed script, whole or in pieces that are files on the builder. */
final class PackedScript {
  /** In base64 44,000 characters, which leaves room for the wrapper in the same command. */
  static final int PIECE_BYTES = 33_000;

  private final String checksum;
  private final byte[] packed;

  PackedScript(String script) {
    byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
    this.checksum = checksum(bytes);
    this.packed = packed(bytes);
  }

  /** The checksum of the script itself. */
  String checksum() {
    return checksum;
  }

  /** Whether it fits into the command that runs it. */
  boolean fits() {
    return packed.length <= PIECE_BYTES;
  }

  int pieces() {
    return (packed.length + PIECE_BYTES - 1) / PIECE_BYTES;
  }

  /** The name of a piece, from 1. It contains a checksum, so that two packings never mix. */
  String name(int piece) {
    return "piece-" + checksum(packed).substring(0, 8) + "-" + piece;
  }

  /** The lines of the command that stores a piece, from 1. */
  String store(String folder, int piece) {
    int from = (piece - 1) * PIECE_BYTES;
    byte[] bytes = Arrays.copyOfRange(packed, from, Math.min(packed.length, from + PIECE_BYTES));
    return STORE
        .replace("@DIR@", folder)
        .replace("@NAME@", name(piece))
        .replace("@SHA256@", checksum(bytes))
        .replace("@PIECE@", Base64.getEncoder().encodeToString(bytes));
  }

  /** A shell command that prints it, from within {@code $dir}'s pieces if it does not fit. */
  String source() {
    return fits()
        ? "printf %s '" + Base64.getEncoder().encodeToString(packed) + "' | base64 -d"
        : IntStream.rangeClosed(1, pieces())
            .mapToObj(piece -> "\"$dir/" + name(piece) + "\"")
            .collect(Collectors.joining(" ", "cat ", ""));
  }

  private static byte[] packed(byte[] script) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(script);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }

  private static String checksum(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Stores a piece whole or not at all; however often it arrives, the result is the same. */
  private static final String STORE =
      """
      #!/bin/sh
      dir=@DIR@
      mkdir -p "$dir" || exit 73
      umask 077
      new="$dir/@NAME@.$$"
      printf %s '@PIECE@' | base64 -d > "$new" || exit 74
      if [ "$(sha256sum < "$new" | cut -c 1-64)" != @SHA256@ ]; then
        rm -f "$new"
        echo 'the checksum of the piece differs' >&2
        exit 74
      fi
      mv "$new" "$dir/@NAME@" || exit 74
      sync
      """;
}
