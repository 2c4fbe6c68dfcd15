package dev.kiln.model.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * The text of a template and where it came from. The reader of files and addresses creates it;
 * after that, nothing reads them again.
 *
 * @param location a path, a name or an https address
 */
public record TemplateSource(String location, String text) {
  /** Far more than any template needs, but small enough to read at once. */
  public static final int MAX_BYTES = 256 * 1024;

  /** A text that cannot be shown, or must not be. */
  static TemplateSource unread(String location) {
    return new TemplateSource(location, "");
  }

  /**
   * Takes raw bytes and rejects anything but text.
   *
   * @throws TemplateException if it is too long, binary or not UTF-8
   */
  public static TemplateSource of(String location, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw tooLong(location, OptionalLong.empty());
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        throw refused(
            location,
            lineOf(bytes, i),
            "byte " + (i + 1) + " is NUL, so this is not a text file",
            "give a YAML text file");
      }
    }
    ByteBuffer input = ByteBuffer.wrap(bytes);
    try {
      return new TemplateSource(
          location, StandardCharsets.UTF_8.newDecoder().decode(input).toString());
    } catch (CharacterCodingException notUtf8) {
      throw refused(
          location,
          lineOf(bytes, input.position()),
          "byte " + (input.position() + 1) + " is not UTF-8",
          "save the file as UTF-8");
    }
  }

  /**
   * The refusal of a text that is longer than any template.
   *
   * @param bytes its size, unless its reader stopped at the limit
   */
  public static TemplateException tooLong(String location, OptionalLong bytes) {
    String fact =
        bytes.isPresent()
            ? "the file has " + bytes.getAsLong() + " bytes, more than " + MAX_BYTES
            : "the file has more than " + MAX_BYTES + " bytes";
    return refused(
        location, 1, fact, "a template is a short text: fetch large files in a script instead");
  }

  private static int lineOf(byte[] bytes, int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      if (bytes[i] == '\n') {
        line++;
      }
    }
    return line;
  }

  private static TemplateException refused(String location, int line, String fact, String hint) {
    return new TemplateException(
        Diagnostic.error(new Position(unread(location), line, 1), fact, hint));
  }
}
