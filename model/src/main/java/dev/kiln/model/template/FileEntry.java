package dev.kiln.model.template;

/**
 * A file to write.
 *
 * @param mode octal, without the leading zero of the four-digit form
 * @param owner {@code user} or {@code user:group}
 */
public record FileEntry(String path, String content, String mode, String owner) {
  static final String DEFAULT_MODE = "0644";
  static final String DEFAULT_OWNER = "root:root";
}
