package dev.kiln.model.layer;

import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The instance a layer is built on.
 *
 * @param instanceTypes per architecture; a build tries them in this order when EC2 lacks capacity
 * @param volumeGib the root volume's size; absent means that of the base image
 * @param instanceProfile the profile that lets the SSM agent register; absent means the worker's
 *     default
 * @param subnet where to launch; absent means the default VPC
 * @param network more about where to launch; absent means the defaults of the worker and of EC2
 */
public record BuilderMachine(
    Map<Architecture, List<String>> instanceTypes,
    Optional<Integer> volumeGib,
    Optional<String> instanceProfile,
    Optional<String> subnet,
    Optional<BuilderNetwork> network) {

  private static final Map<Architecture, List<String>> DEFAULT_TYPES =
      Map.of(
          Architecture.X86_64, List.of("c6i.xlarge", "c5.xlarge", "m6i.xlarge"),
          Architecture.ARM64, List.of("c7g.xlarge", "c6g.xlarge", "m7g.xlarge"));

  /** The builder of a template without settings of its own. */
  public static final BuilderMachine DEFAULT =
      new BuilderMachine(
          Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public BuilderMachine {
    instanceTypes = Map.copyOf(instanceTypes);
  }

  /** The same machine, with the root volume size of its image. */
  public BuilderMachine withVolumeOfImage() {
    return new BuilderMachine(instanceTypes, Optional.empty(), instanceProfile, subnet, network);
  }

  /** The subnet in a region. */
  public Optional<String> subnetIn(Region region) {
    return network.flatMap(one -> Optional.ofNullable(one.subnets().get(region))).or(() -> subnet);
  }

  /** Whether it names a subnet, be it for some regions only. */
  public boolean namesSubnet() {
    return subnet.isPresent() || network.filter(one -> !one.subnets().isEmpty()).isPresent();
  }

  /** The types to try on an architecture, first choice first; never empty. */
  public List<String> typesFor(Architecture architecture) {
    List<String> chosen = instanceTypes.getOrDefault(architecture, List.of());
    return chosen.isEmpty() ? DEFAULT_TYPES.getOrDefault(architecture, List.of()) : chosen;
  }
}
