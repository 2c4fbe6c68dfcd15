package dev.kiln.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this repository that are not code, for tests that keep them true. */
public final class Repository {
  /** Tests run in their module's directory. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Repository() {}

  public static Path file(String relative) {
    return ROOT.resolve(relative);
  }

  public static String text(String relative) {
    try {
      return Files.readString(file(relative));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** All files below a directory whose names end in a suffix, sorted. */
  public static List<Path> below(String directory, String suffix) {
    try (Stream<Path> files = Files.walk(file(directory))) {
      return files.filter(path -> path.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
