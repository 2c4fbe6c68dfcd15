package dev.kiln.cli.files;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import dev.kiln.model.chain.ParentReader;
import dev.kiln.model.schema.NearestName;
import dev.kiln.model.source.TemplateSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads templates; locations stay as the user wrote them, so that messages use the user's own
 * words.
 */
public final class TemplateFiles implements ParentReader {
  private static final String HTTPS = "https://";

  private final Path workingDirectory;
  private final InstalledTemplates installed;
  private final Download download;

  public TemplateFiles(Console console) {
    this.workingDirectory = console.workingDirectory();
    this.installed = new InstalledTemplates(console);
    this.download = new Download();
  }

  /**
   * Reads the template of a command line: a file, the name of an installed template, or an https
   * address.
   *
   * @throws CliFailure if it cannot be read
   */
  public TemplateSource top(String written) {
    if (written.isBlank()) {
      throw CliFailure.usage(
          "cannot read a template without a name; give a file, an installed template's name, or an https address");
    }
    try {
      if (written.startsWith(HTTPS)) {
        return address(URI.create(written));
      }
      boolean isName = !written.contains("/") && !isYaml(written);
      return isName && !Files.isRegularFile(resolve(written)) ? installed(written) : file(written);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new CliFailure(
          "cannot read template '%s': %s".formatted(written, unreadable.getMessage()), unreadable);
    }
  }

  @Override
  public TemplateSource file(String path) throws IOException {
    Path file = resolve(path);
    if (Files.isDirectory(file)) {
      throw new IOException("it is a directory; name a file in it");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return TemplateSource.of(path, in.readNBytes(TemplateSource.MAX_BYTES + 1));
    } catch (NoSuchFileException missing) {
      throw new IOException("there is no such file; " + hint(file), missing);
    } catch (java.nio.file.AccessDeniedException denied) {
      throw new IOException(
          "this user has no permission to read it; chmod it, or run as its owner", denied);
    }
  }

  @Override
  public TemplateSource installed(String name) throws IOException {
    return file(installed.find(name).toString());
  }

  @Override
  public TemplateSource address(URI address) throws IOException {
    return TemplateSource.of(address.toString(), download.read(address, TemplateSource.MAX_BYTES));
  }

  private Path resolve(String path) {
    return workingDirectory.resolve(path);
  }

  private static boolean isYaml(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private static String hint(Path missing) {
    Path folder = missing.toAbsolutePath().getParent();
    String none = "list installed templates with kiln template list";
    if (folder == null || !Files.isDirectory(folder)) {
      return none;
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(TemplateFiles::isYaml)
              .toList();
      return NearestName.among(names, String.valueOf(missing.getFileName()))
          .map(near -> "did you mean " + near + "?")
          .orElse(none);
    } catch (IOException unreadable) {
      return none;
    }
  }
}
