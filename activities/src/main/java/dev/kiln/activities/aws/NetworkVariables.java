package dev.kiln.activities.aws;

import dev.kiln.model.Region;
import dev.kiln.model.layer.BuilderNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variables that say in which network a worker launches builders, region by region. */
public final class NetworkVariables {
  /** The variable that names the subnets, as in {@code us-east-1=subnet-0a1b2c3d}. */
  public static final String SUBNETS = "KILN_SUBNETS";

  /** The variable that names security groups, for one region each or for all. */
  public static final String SECURITY_GROUPS = "KILN_SECURITY_GROUPS";

  /** The variable that says whether builders get a public address. */
  public static final String PUBLIC_IP = "KILN_PUBLIC_IP";

  private NetworkVariables() {}

  /**
   * The network that the environment names.
   *
   * @throws IllegalArgumentException if a variable cannot be read
   */
  static BuilderNetwork of(Map<String, String> environment) {
    Map<Region, String> subnets = new LinkedHashMap<>();
    for (String entry : entries(environment, SUBNETS)) {
      if (!entry.contains("=")) {
        throw new IllegalArgumentException(
            "cannot use %s: '%s' names no region; write it like us-east-1=%s"
                .formatted(SUBNETS, entry, entry));
      }
      subnets.put(region(SUBNETS, entry), value(entry));
    }
    List<String> everywhere = new ArrayList<>();
    Map<Region, List<String>> groups = new LinkedHashMap<>();
    for (String entry : entries(environment, SECURITY_GROUPS)) {
      if (entry.contains("=")) {
        groups
            .computeIfAbsent(region(SECURITY_GROUPS, entry), none -> new ArrayList<>())
            .add(value(entry));
      } else {
        everywhere.add(entry);
      }
    }
    return new BuilderNetwork(subnets, everywhere, groups, publicIp(environment));
  }

  private static Optional<Boolean> publicIp(Map<String, String> environment) {
    return switch (environment.getOrDefault(PUBLIC_IP, "").strip()) {
      case "" -> Optional.empty();
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default ->
          throw new IllegalArgumentException(
              "cannot use %s: it is '%s'; write true or false"
                  .formatted(PUBLIC_IP, environment.get(PUBLIC_IP)));
    };
  }

  private static List<String> entries(Map<String, String> environment, String variable) {
    return Arrays.stream(environment.getOrDefault(variable, "").split(",", -1))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  private static Region region(String variable, String entry) {
    String name = entry.substring(0, entry.indexOf('=')).strip();
    try {
      return new Region(name);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "cannot use %s: '%s' is not a region; write it like us-east-1=%s"
              .formatted(variable, name, value(entry)),
          malformed);
    }
  }

  private static String value(String entry) {
    return entry.substring(entry.indexOf('=') + 1).strip();
  }
}
