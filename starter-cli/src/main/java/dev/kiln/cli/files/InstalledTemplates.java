package dev.kiln.cli.files;

import dev.kiln.cli.console.Console;
import dev.kiln.model.schema.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The templates that a user can name without a path: the user's own, then Kiln's. */
public final class InstalledTemplates {
  private static final String FOLDER = "templates";

  private final Map<String, Path> byName = new TreeMap<>();

  public InstalledTemplates(Console console) {
    console.installation().ifPresent(installation -> add(installation.resolve(FOLDER)));
    add(console.kilnHome().resolve(FOLDER));
  }

  /** All of them, by name. */
  public Map<String, Path> all() {
    return Map.copyOf(byName);
  }

  boolean contains(String name) {
    return byName.containsKey(name);
  }

  /** The file with this name. */
  Path find(String name) throws IOException {
    Path file = byName.get(name);
    if (file == null) {
      throw new IOException(
          "no installed template has this name; "
              + NearestName.among(byName.keySet(), name)
                  .map(near -> "did you mean " + near + "?")
                  .orElse("list them with kiln template list"));
    }
    return file;
  }

  private void add(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> String.valueOf(file.getFileName()).matches(".+\\.ya?ml"))
          .forEach(file -> byName.put(nameOf(file), file));
    } catch (IOException unreadable) {
      return; // a folder that cannot be read offers no templates
    }
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
  }
}
