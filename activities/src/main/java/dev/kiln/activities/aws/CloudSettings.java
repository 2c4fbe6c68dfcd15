package dev.kiln.activities.aws;

import dev.kiln.model.Region;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which cloud a worker acts on, and as whom.
 *
 * @param endpoint one address for all services; absent means AWS itself
 * @param credentials fixed credentials; absent means the SDK's default chain, which knows profiles,
 *     SSO, containers and instance roles and refreshes what expires
 * @param instanceProfile the profile of builders whose template names none; without one the SSM
 *     agent of a real instance never registers
 * @param patience how long waits on this cloud may stand still
 * @param regions those we keep images in: one that is missing in one may be copied from another
 */
public record CloudSettings(
    Optional<URI> endpoint,
    Optional<Credentials> credentials,
    Optional<String> instanceProfile,
    Patience patience,
    List<Region> regions) {
  public CloudSettings {
    regions = List.copyOf(regions);
  }

  /** The variable that names the builders' default instance profile. */
  public static final String INSTANCE_PROFILE_VARIABLE = "KILN_INSTANCE_PROFILE";

  /** The variable that names the regions, separated by commas. */
  public static final String REGIONS_VARIABLE = "KILN_REGIONS";

  /** A fixed pair of keys. */
  public record Credentials(String accessKey, String secretKey) {
    @Override
    public String toString() {
      return "Credentials[accessKey=" + accessKey + "]";
    }
  }

  /** AWS itself, with the SDK's default credential chain. */
  public static CloudSettings aws(Map<String, String> environment) {
    return new CloudSettings(
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(environment.get(INSTANCE_PROFILE_VARIABLE)),
        Patience.usual(),
        List.of());
  }

  /** A cloud on this machine, which takes any credentials and needs no instance profile. */
  public static CloudSettings local(URI endpoint) {
    return new CloudSettings(
        Optional.of(endpoint),
        Optional.of(new Credentials("local", "local")),
        Optional.empty(),
        Patience.usual(),
        List.of());
  }

  public CloudSettings with(Patience changed) {
    return new CloudSettings(endpoint, credentials, instanceProfile, changed, regions);
  }

  public CloudSettings with(List<Region> changed) {
    return new CloudSettings(endpoint, credentials, instanceProfile, patience, changed);
  }

  /**
   * The same with the regions that the environment names.
   *
   * @throws IllegalArgumentException if one cannot be a region
   */
  public CloudSettings withRegions(Map<String, String> environment) {
    return with(
        Arrays.stream(environment.getOrDefault(REGIONS_VARIABLE, "").split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .map(Region::new)
            .distinct()
            .toList());
  }
}
