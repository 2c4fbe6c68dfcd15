package dev.kiln.cli.files;

import dev.kiln.model.source.TemplateSource;
import dev.kiln.model.template.Slug;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The templates of a folder by the names that they give themselves, which other tools use to name a
 * parent. It reads a folder once, and of each file only the line with the name.
 */
final class FolderTemplates {
  private static final Pattern NAME =
      Pattern.compile(
          "(?m)^(?:name|\"name\"|'name'):[ \\t]+(?<quote>[\"']?)(?<name>[^\\r\\n]*?)\\k<quote>"
              + "[ \\t]*(?:[ \\t]#[^\\r\\n]*)?$");

  private final Map<Path, Folder> folders = new ConcurrentHashMap<>();

  /** The file names of a folder, by name and by the slug of the name. */
  private record Folder(Map<String, List<String>> byName, Map<String, List<String>> bySlug) {}

  /** The names of the files in a folder whose template has this name, or one with the same slug. */
  List<String> named(Path folder, String name) {
    Folder known = folders.computeIfAbsent(folder.normalize(), FolderTemplates::read);
    return known.byName().getOrDefault(name, known.bySlug().getOrDefault(Slug.of(name), List.of()));
  }

  /** All names in a folder. */
  Set<String> names(Path folder) {
    return folders.computeIfAbsent(folder.normalize(), FolderTemplates::read).byName().keySet();
  }

  private static Folder read(Path path) {
    Folder folder = new Folder(new HashMap<>(), new HashMap<>());
    try (Stream<Path> files = Files.list(path)) {
      files
          .filter(TemplateFolders::isTemplate)
          .sorted()
          .forEach(
              file -> {
                String fileName = String.valueOf(file.getFileName());
                nameIn(file)
                    .ifPresent(
                        name -> {
                          add(folder.byName(), name, fileName);
                          add(folder.bySlug(), Slug.of(name), fileName);
                        });
              });
    } catch (IOException unreadable) {
      return folder; // a folder that cannot be read offers no templates
    }
    return folder;
  }

  private static void add(Map<String, List<String>> map, String key, String file) {
    map.computeIfAbsent(key, none -> new ArrayList<>()).add(file);
  }

  private static Optional<String> nameIn(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > TemplateSource.MAX_BYTES) {
        return Optional.empty();
      }
      Matcher name = NAME.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      return name.find() ? Optional.of(name.group("name").strip()) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
