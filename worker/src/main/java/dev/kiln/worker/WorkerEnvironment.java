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
 * All settings of a worker process, read once.
 *
 * @param temporal address, namespace and credentials; its text form shows the API key, so it is
 *     never printed
 * @param metrics where Prometheus reads metrics; if absent, the worker keeps none
 * @param region the region to ask for the account's list of regions
 * @param registry the registry whose channels protect images, even when a command names another one
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
   * Reads Kiln's own variables, and the {@code TEMPORAL_} variables and {@code temporal.toml} as
   * Temporal's own tools do.
   *
   * @throws IllegalArgumentException if a value is not valid
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
   * Reads a host and a port.
   *
   * @throws IllegalArgumentException if the text has another form
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
