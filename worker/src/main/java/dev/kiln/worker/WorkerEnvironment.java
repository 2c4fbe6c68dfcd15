package dev.kiln.worker;

import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.model.Region;
import dev.kiln.model.registry.RegistryLocation;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * All that a worker process is told, read once.
 *
 * @param temporal address, namespace and credentials; its text form shows the API key, so it is
 *     never printed
 * @param metrics where Prometheus can read metrics; without it they are not kept
 * @param region the one that is asked which regions the account has
 * @param registry whose channels keep images, whichever registry a command names
 */
public record WorkerEnvironment(
    ClientConfigProfile temporal,
    CloudSettings cloud,
    Optional<InetSocketAddress> metrics,
    Region region,
    Optional<RegistryLocation> registry) {
  /** The cloud to act on: {@code aws}, or the address of a local cloud. */
  public static final String CLOUD_VARIABLE = "KILN_CLOUD";

  /** Host and port for Prometheus, for example {@code 127.0.0.1:9464}. */
  public static final String METRICS_VARIABLE = "KILN_METRICS";

  /** The registry of the account. */
  public static final String REGISTRY_VARIABLE = "KILN_REGISTRY";

  /**
   * Reads the {@code TEMPORAL_} variables and {@code temporal.toml} in the way of Temporal's own
   * tools, and Kiln's own variables.
   *
   * @throws IllegalArgumentException if one makes no sense
   */
  public static WorkerEnvironment read(Map<String, String> environment) {
    return new WorkerEnvironment(
        temporal(environment),
        cloud(environment).withRegions(environment),
        variable(environment, METRICS_VARIABLE).map(WorkerEnvironment::metricsAddress),
        region(environment),
        variable(environment, REGISTRY_VARIABLE).map(WorkerEnvironment::registry));
  }

  private static Region region(Map<String, String> environment) {
    return variable(environment, "AWS_REGION")
        .or(() -> variable(environment, "AWS_DEFAULT_REGION"))
        .map(Region::new)
        .orElse(Region.LAST_RESORT);
  }

  private static ClientConfigProfile temporal(Map<String, String> environment) {
    try {
      return ClientConfigProfile.load(
          LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(environment).build());
    } catch (IOException | RuntimeException unreadable) {
      throw new IllegalArgumentException(
          "cannot read the Temporal profile: "
              + unreadable.getMessage()
              + "; correct temporal.toml or the TEMPORAL_ variables",
          unreadable);
    }
  }

  private static CloudSettings cloud(Map<String, String> environment) {
    String choice = variable(environment, CLOUD_VARIABLE).orElse("aws");
    if (choice.equals("aws")) {
      return CloudSettings.aws(environment);
    }
    if (choice.startsWith("http://") || choice.startsWith("https://")) {
      return CloudSettings.local(URI.create(choice));
    }
    throw new IllegalArgumentException(
        "cannot choose the cloud '%s': it is neither 'aws' nor an http address; correct %s"
            .formatted(choice, CLOUD_VARIABLE));
  }

  private static RegistryLocation registry(String url) {
    try {
      return new RegistryLocation(url);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          malformed.getMessage() + "; correct " + REGISTRY_VARIABLE, malformed);
    }
  }

  /**
   * Reads host and port.
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  public static InetSocketAddress metricsAddress(String text) {
    int colon = text.lastIndexOf(':');
    try {
      String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
      return new InetSocketAddress(host, Integer.parseInt(text.substring(colon + 1)));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "cannot serve metrics at '%s': it is not of the form host:port; correct it"
              .formatted(text),
          malformed);
    }
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
