package dev.kiln.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a text for people with its reviewed copy. With {@code -Dkiln.golden=write} it writes the
 * copy again; review the difference.
 */
public final class Golden {
  private Golden() {}

  /** Compares with a file under the test resources. */
  public static void matches(String name, String actual) throws IOException {
    compare(Path.of("src", "test", "resources", "golden", name), actual);
  }

  /** Compares with the {@code .txt} beside an input. */
  public static void matchesBeside(Path input, String actual) throws IOException {
    String name = String.valueOf(input.getFileName()).replaceFirst("\\.[^.]*$", ".txt");
    compare(input.resolveSibling(name), actual);
  }

  /** Compares with a page under {@code docs/reference}. */
  public static void matchesReference(String name, String actual) throws IOException {
    compare(Path.of("..", "docs", "reference", name), actual);
  }

  private static void compare(Path file, String actual) throws IOException {
    if ("write".equals(System.getProperty("kiln.golden"))) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, actual);
    }
    assertThat(actual)
        .as("%s; write it again with -Dkiln.golden=write", file)
        .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
  }
}
