package dev.kiln.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares output with a file that a person has reviewed. Run the tests with {@code
 * -Dgolden.write=true} to rewrite the files, then look at the difference.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/dev/kiln/cli/golden");

  private Golden() {}

  /** Asserts that {@code text} equals the file, after replacing random ids. */
  public static void assertMatches(String name, String text) {
    String stable = text.replaceAll("(build|plan)-([a-z0-9.-]+)-[0-9a-f]{8}\\b", "$1-$2-00000000");
    Path file = FOLDER.resolve(name);
    try {
      if (Boolean.getBoolean("golden.write")) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, stable);
      }
      assertThat(stable).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
