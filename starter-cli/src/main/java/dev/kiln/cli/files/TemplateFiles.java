package dev.kiln.cli.files;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import dev.kiln.model.schema.NearestName;
import dev.kiln.model.source.TemplateSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads templates; locations stay as the user wrote them, so that messages use the user's own
 * words.
 */
public final class TemplateFiles {
  private static final String HTTPS = "https://";

  private final Path workingDirectory;
  private final InstalledTemplates installed;
  private final FolderTemplates folders = new FolderTemplates();
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
      return isName && !Files.isRegularFile(resolve(written))
          ? file(installed.find(written).toString())
          : file(written);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new CliFailure(
          "cannot read template '%s': %s".formatted(written, unreadable.getMessage()), unreadable);
    }
  }

  TemplateSource file(String path) throws IOException {
    Path file = resolve(path);
    if (Files.isDirectory(file)) {
      throw new IOException("it is a directory; name a file in it");
    }
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.size(file);
      if (size > TemplateSource.MAX_BYTES) {
        throw TemplateSource.tooLong(path, OptionalLong.of(size));
      }
      return TemplateSource.of(path, in.readNBytes(TemplateSource.MAX_BYTES + 1));
    } catch (NoSuchFileException missing) {
      throw new IOException("there is no such file; " + hint(file), missing);
    } catch (java.nio.file.AccessDeniedException denied) {
      throw new IOException(
          "this user has no permission to read it; chmod it, or run as its owner", denied);
    }
  }

  /**
   * The file of a parent that is named and not pointed at: an installed template, or a file beside
   * the template that names it.
   */
  String pathOf(String name, String child) throws IOException {
    if (child.startsWith(HTTPS) || installed.contains(name)) {
      return installed.find(name).toString();
    }
    Path folder = resolve(child).resolveSibling("").toAbsolutePath().normalize();
    String own = String.valueOf(Path.of(child).getFileName());
    List<String> beside =
        folders.named(folder, name).stream().filter(file -> !file.equals(own)).toList();
    if (beside.size() == 1) {
      return Path.of(child).resolveSibling(beside.get(0)).normalize().toString();
    }
    if (beside.size() > 1) {
      throw new IOException(
          "%d files in '%s' have that name: %s; name one of the files"
              .formatted(beside.size(), folder, String.join(", ", beside)));
    }
    Set<String> names = new TreeSet<>(folders.names(folder));
    names.addAll(installed.all().keySet());
    throw new IOException(
        "no template of that name is installed, and none in '%s' has it; %s"
            .formatted(
                folder,
                NearestName.among(names, name)
                    .map(near -> "did you mean " + near + "?")
                    .orElse("list installed templates with kiln template list")));
  }

  TemplateSource address(URI address) throws IOException {
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
