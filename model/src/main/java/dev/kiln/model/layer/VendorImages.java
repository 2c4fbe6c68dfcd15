package dev.kiln.model.layer;

import dev.kiln.model.Architecture;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The vendors' base images that a template can name, and the public SSM parameter behind each. Kiln
 * uses the paths that the vendors document, because only the vendors can write there; it never
 * searches images by name.
 */
public final class VendorImages {
  private static final String DEBIAN = "/aws/service/debian/release/%s/latest/{arch}";
  private static final String UBUNTU =
      "/aws/service/canonical/ubuntu/server/%s/stable/current/{arch}/hvm/%s/ami-id";

  private static final Map<String, String> PARAMETERS =
      new TreeMap<>(
          Map.of(
              "al2023",
              "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-{arch}",
              "debian-12",
              DEBIAN.formatted("12"),
              "debian-13",
              DEBIAN.formatted("13"),
              "ubuntu-20.04",
              UBUNTU.formatted("20.04", "ebs-gp2"),
              "ubuntu-22.04",
              UBUNTU.formatted("22.04", "ebs-gp2"),
              "ubuntu-24.04",
              UBUNTU.formatted("24.04", "ebs-gp3"),
              "host",
              "/kiln/local/host/{arch}"));

  private VendorImages() {}

  /**
   * The canonical name for the spellings in use: {@code ubuntu-22.04-lts}, {@code
   * ubuntu-22.04-server-lts}, {@code Ubuntu 22.04} and {@code amazon-linux-2023} are accepted.
   */
  public static Optional<String> canonical(String written) {
    String name =
        written
            .strip()
            .toLowerCase(Locale.ROOT)
            .replace(' ', '-')
            .replace("amazon-linux-2023", "al2023")
            .replaceFirst("^amazonlinux-?2023$", "al2023")
            .replaceFirst("-(server-)?lts$", "")
            .replaceFirst("-server$", "");
    return PARAMETERS.containsKey(name) ? Optional.of(name) : Optional.empty();
  }

  /** All canonical names, sorted. */
  public static List<String> names() {
    return List.copyOf(PARAMETERS.keySet());
  }

  /**
   * The SSM parameter that holds the current AMI id.
   *
   * @throws IllegalArgumentException if the name is not canonical
   */
  public static String parameter(String canonicalName, Architecture architecture) {
    String path = PARAMETERS.get(canonicalName);
    if (path == null) {
      throw new IllegalArgumentException(
          "cannot find base image '" + canonicalName + "'; known names are " + names());
    }
    return path.replace("{arch}", vendorSpelling(canonicalName, architecture));
  }

  private static String vendorSpelling(String name, Architecture architecture) {
    boolean kernelSpelling = name.equals("al2023") || name.equals("host");
    return kernelSpelling || architecture == Architecture.ARM64 ? architecture.toString() : "amd64";
  }
}
