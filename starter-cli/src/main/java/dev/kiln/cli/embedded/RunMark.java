package dev.kiln.cli.embedded;

import dev.kiln.cli.console.CliFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A file in the home of the local cloud that exists while an embedded run is active. If the run is
 * killed, the file stays and shows the next process that unfinished builds remain, and since when.
 */
final class RunMark {
  private final Path file;

  RunMark(Path home) {
    this.file = home.resolve("embedded-run");
  }

  /** Sets the mark. */
  void set(Instant now) {
    try {
      Files.writeString(file, now.toString());
    } catch (IOException failed) {
      throw unusable("write", failed);
    }
  }

  /** When a run began that did not end normally; empty if there is none. */
  Optional<Instant> found() {
    try {
      return Optional.of(Instant.parse(Files.readString(file).strip()));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (DateTimeParseException cutShort) {
      // The run was killed while writing the mark, so before it built anything.
      return Optional.empty();
    } catch (IOException failed) {
      throw unusable("read", failed);
    }
  }

  /** Removes the mark. */
  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failed) {
      throw unusable("delete", failed);
    }
  }

  private CliFailure unusable(String verb, IOException failed) {
    return new CliFailure(
        "cannot %s '%s': %s; make its directory writable or set KILN_HOME to another one"
            .formatted(verb, file, failed),
        failed);
  }
}
