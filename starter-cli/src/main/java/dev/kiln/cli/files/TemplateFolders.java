package dev.kiln.cli.files;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes a directory on a command line for the templates in it; not for those in the directories
 * below, which may hold anything.
 */
public final class TemplateFolders {
  private final Path workingDirectory;

  public TemplateFolders(Console console) {
    this.workingDirectory = console.workingDirectory();
  }

  /**
   * The templates of a command line, each once.
   *
   * @param written files, directories of them, names or addresses
   * @throws CliFailure if a directory cannot be read or contains none
   */
  public List<String> templates(List<String> written) {
    return written.stream().flatMap(this::files).distinct().toList();
  }

  private Stream<String> files(String written) {
    Path directory = workingDirectory.resolve(written);
    if (written.isBlank() || written.startsWith("https://") || !Files.isDirectory(directory)) {
      return Stream.of(written);
    }
    try (Stream<Path> inside = Files.list(directory)) {
      List<String> found =
          inside
              .filter(TemplateFolders::isTemplate)
              .map(file -> Path.of(written, String.valueOf(file.getFileName())).toString())
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw CliFailure.usage(
            "cannot use the templates in '%s': it contains no .yaml file; name another directory"
                .formatted(written));
      }
      return found.stream();
    } catch (IOException unreadable) {
      throw new CliFailure(
          "cannot read the directory '%s': %s".formatted(written, unreadable.getMessage()),
          unreadable);
    }
  }

  static boolean isTemplate(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }
}
