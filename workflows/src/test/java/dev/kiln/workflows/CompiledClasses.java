package dev.kiln.workflows;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All classes of this module, without its tests. */
public final class CompiledClasses {
  private CompiledClasses() {}

  /** Loads them from the class path, without initializing them. */
  public static List<Class<?>> all() throws IOException, URISyntaxException {
    Path classes =
        Path.of(TaskQueues.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".class")).sorted().toList()) {
        found.add(load(classes.relativize(file).toString()));
      }
    }
    return found;
  }

  private static Class<?> load(String file) {
    String name = file.replace(File.separatorChar, '.').replaceFirst("\\.class$", "");
    try {
      return Class.forName(name, false, TaskQueues.class.getClassLoader());
    } catch (ClassNotFoundException impossible) {
      throw new AssertionError(name, impossible);
    }
  }
}
