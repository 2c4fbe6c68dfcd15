package dev.kiln.localcloud.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Debian package, as {@code dpkg} lists it. */
public record DebianPackage(String name, String version, String architecture) {
  /** The installed packages of a status file. */
  static List<DebianPackage> installed(String status) {
    List<DebianPackage> packages = new ArrayList<>();
    for (String paragraph : List.of(status.split("\n\n+"))) {
      Map<String, String> fields = fields(paragraph);
      if (fields.getOrDefault("Status", "").endsWith(" installed")) {
        packages.add(
            new DebianPackage(
                fields.getOrDefault("Package", ""),
                fields.getOrDefault("Version", ""),
                fields.getOrDefault("Architecture", "")));
      }
    }
    return packages;
  }

  private static Map<String, String> fields(String paragraph) {
    Map<String, String> fields = new HashMap<>();
    for (String line : paragraph.lines().toList()) {
      int colon = line.indexOf(": ");
      if (colon > 0 && line.charAt(0) != ' ') {
        fields.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return fields;
  }
}
