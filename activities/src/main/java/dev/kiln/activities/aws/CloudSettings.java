package dev.kiln.activities.aws;

import dev.kiln.model.Region;
import dev.kiln.model.layer.BuilderNetwork;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cloud that a worker acts on, and its credentials there.
 *
 * @param endpoint one address for all services; absent means AWS itself
 * @param credentials fixed credentials; absent means the SDK's default chain, which knows profiles,
 *     SSO, containers and instance roles, and refreshes credentials that expire
 * @param instanceProfile the profile of builders whose template names none; without a profile, the
 *     SSM agent of a real instance never registers
 * @param patience how long a wait on this cloud may stand still
 * @param builderNetwork the network of builders whose template says nothing about it
 * @param regions where Kiln keeps images: an image that is missing in one may be copied from
 *     another
 */
@RecordBuilder
public record CloudSettings(
    Optional<URI> endpoint,
    Optional<Credentials> credentials,
    Optional<String> instanceProfile,
    BuilderNetwork builderNetwork,
    Patience patience,
    List<Region> regions)
    implements CloudSettingsBuilder.With {
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

  /**
   * AWS itself, with the SDK's default credential chain.
   *
   * @throws IllegalArgumentException if a variable cannot be read
   */
  public static CloudSettings aws(Map<String, String> environment) {
    return new CloudSettings(
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(environment.get(INSTANCE_PROFILE_VARIABLE)),
        NetworkVariables.of(environment),
        Patience.usual(),
        List.of());
  }

  /** A cloud on this machine, which accepts any credentials and needs no instance profile. */
  public static CloudSettings local(URI endpoint) {
    return new CloudSettings(
        Optional.of(endpoint),
        Optional.of(new Credentials("local", "local")),
        Optional.empty(),
        BuilderNetwork.DEFAULT,
        Patience.usual(),
        List.of());
  }

  /**
   * These settings with the regions that the environment names.
   *
   * @throws IllegalArgumentException if a name cannot be a region
   */
  public CloudSettings withRegions(Map<String, String> environment) {
    return withRegions(
        Arrays.stream(environment.getOrDefault(REGIONS_VARIABLE, "").split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .map(Region::new)
            .distinct()
            .toList());
  }
}
