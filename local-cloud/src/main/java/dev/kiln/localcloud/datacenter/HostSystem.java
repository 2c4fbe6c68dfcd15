package dev.kiln.localcloud.datacenter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The operating system of this computer, which stands in for the vendors' images.
 *
 * @param architecture as EC2 spells it
 * @param system as people call it, such as {@code Debian GNU/Linux 12 (bookworm)}
 * @param packages {@code apt}, {@code dnf} or {@code other}
 */
record HostSystem(String architecture, String system, String packages) {
  static HostSystem here() {
    Map<String, String> release = release();
    String family =
        " " + release.getOrDefault("ID", "") + " " + release.getOrDefault("ID_LIKE", "");
    return new HostSystem(
        switch (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)) {
          case "aarch64", "arm64" -> "arm64";
          default -> "x86_64";
        },
        release.getOrDefault("PRETTY_NAME", System.getProperty("os.name", "unknown")),
        family.contains("debian") || family.contains("ubuntu")
            ? "apt"
            : family.contains("fedora") || family.contains("rhel") || family.contains("amzn")
                ? "dnf"
                : "other");
  }

  private static Map<String, String> release() {
    try {
      return Files.readAllLines(Path.of("/etc/os-release")).stream()
          .filter(line -> line.indexOf('=') > 0)
          .collect(
              Collectors.toMap(
                  line -> line.substring(0, line.indexOf('=')),
                  line -> line.substring(line.indexOf('=') + 1).replace("\"", ""),
                  (first, second) -> second));
    } catch (IOException notLinux) {
      return Map.of();
    }
  }
}
