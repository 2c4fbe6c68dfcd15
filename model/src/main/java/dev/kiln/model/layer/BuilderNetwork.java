package dev.kiln.model.layer;

import dev.kiln.model.Region;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The network of a builder, where it is not the default one. IDs differ from region to region, so
 * one template can name them for each.
 *
 * @param subnets by region; in all other regions, the machine's own subnet
 * @param securityGroups IDs or names; empty means the default group of the network
 * @param regionalGroups instead of {@code securityGroups}, by region
 * @param publicIp whether the builder gets a public address; absent means as its subnet says
 */
public record BuilderNetwork(
    Map<Region, String> subnets,
    List<String> securityGroups,
    Map<Region, List<String>> regionalGroups,
    Optional<Boolean> publicIp) {

  /** Nothing but defaults. */
  public static final BuilderNetwork DEFAULT =
      new BuilderNetwork(Map.of(), List.of(), Map.of(), Optional.empty());

  public BuilderNetwork {
    subnets = Map.copyOf(subnets);
    securityGroups = List.copyOf(securityGroups);
    regionalGroups = Map.copyOf(regionalGroups);
  }

  /** The security groups in a region, as IDs or names. */
  public List<String> groups(Region region) {
    return regionalGroups.getOrDefault(region, securityGroups);
  }

  /** The subnets in the order of their regions. */
  public Map<Region, String> sortedSubnets() {
    return new TreeMap<>(subnets);
  }

  /** The security groups of single regions, in the order of the regions. */
  public Map<Region, List<String>> sortedGroups() {
    return new TreeMap<>(regionalGroups);
  }

  /** Whether it says anything about security groups. */
  public boolean namesGroups() {
    return !securityGroups.isEmpty() || !regionalGroups.isEmpty();
  }
}
