package dev.kiln.model.compile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Pieces of bash. */
final class Bash {
  private static final String HEADER = "#!/bin/bash\nset -euo pipefail\n";

  /** Read once each: a plan of thousands of images needs them as often. */
  private static final Map<String, String> RESOURCES = new ConcurrentHashMap<>();

  private Bash() {}

  /** A script of these parts, with no other variables. */
  static String script(String... parts) {
    return HEADER + String.join("", parts);
  }

  /** A text as one word, whatever characters it contains. */
  static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** The line that makes an array of these words. */
  static String array(String name, List<String> words) {
    return words.stream().map(Bash::quote).collect(Collectors.joining(" ", name + "=(", ")\n"));
  }

  /** One of the scripts that are shipped beside this class. */
  static String resource(String name) {
    return RESOURCES.computeIfAbsent(name, Bash::load);
  }

  private static String load(String name) {
    try (InputStream in = Bash.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("cannot find the script '" + name + "': it is not shipped");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
