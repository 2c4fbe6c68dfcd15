package dev.kiln.cli.registry;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import dev.kiln.model.registry.PinnedImages;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.source.TemplateSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The template files that a user names, and the images that they pin. */
record TemplateTexts(Console console) {
  private static final int DEEPEST = 8;

  /**
   * Reads the files that pin an image. A file that the user named must be readable; in a directory,
   * files that are not templates are skipped.
   *
   * @throws CliFailure if a named file cannot be read
   */
  List<PinnedImages> read(List<String> named) {
    List<PinnedImages> texts = new ArrayList<>();
    for (String one : named) {
      Path path = console.workingDirectory().resolve(one);
      if (Files.isDirectory(path)) {
        files(one, path)
            .forEach(file -> orNothing(shown(one, path, file), file).ifPresent(texts::add));
      } else {
        texts.add(pins(one, path));
      }
    }
    return texts.stream().filter(text -> !text.pins().isEmpty()).toList();
  }

  /** Writes a text back to its file. */
  void write(PinnedImages text, String changed) {
    try {
      Files.writeString(console.workingDirectory().resolve(text.source().location()), changed);
    } catch (IOException failed) {
      throw new CliFailure(
          "cannot write '%s': %s; make it writable and run this again"
              .formatted(text.source().location(), failed),
          failed);
    }
  }

  private static List<Path> files(String named, Path folder) {
    try (Stream<Path> below = Files.walk(folder, DEEPEST)) {
      return below
          .filter(file -> file.toString().matches(".*\\.ya?ml"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException failed) {
      throw new CliFailure("cannot read directory '%s': %s".formatted(named, failed), failed);
    }
  }

  private static String shown(String named, Path folder, Path file) {
    return Path.of(named).resolve(folder.relativize(file)).normalize().toString();
  }

  private static Optional<PinnedImages> orNothing(String shown, Path file) {
    try {
      return Optional.of(pins(shown, file));
    } catch (CliFailure noTemplate) {
      return Optional.empty();
    }
  }

  private static PinnedImages pins(String shown, Path file) {
    try {
      return PinnedImages.in(TemplateSource.of(shown, Files.readAllBytes(file)));
    } catch (NoSuchFileException missing) {
      throw new CliFailure(
          "cannot read template '%s': there is no such file or directory".formatted(shown),
          missing);
    } catch (IOException | TemplateException unreadable) {
      throw new CliFailure(
          "cannot read template '%s': %s".formatted(shown, unreadable.getMessage()), unreadable);
    }
  }
}
