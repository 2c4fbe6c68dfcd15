package dev.kiln.workflows.retire;

import dev.kiln.model.Region;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.retire.Retention;
import java.util.List;
import java.util.Optional;

/**
 * Which images somebody wants to see gone: those with the names, or else all that nothing needs.
 *
 * @param home any region of the account, to ask which others there are
 * @param regions where to look for them; none means everywhere
 * @param retention what to keep of those that nothing needs; absent where names are given
 * @param withUses whether to find out what uses them besides channels
 * @param registry whose channels keep images; that of the worker does so anyway
 */
public record RetireQuery(
    Region home,
    List<Region> regions,
    List<String> names,
    Optional<Retention> retention,
    boolean withUses,
    Optional<RegistryLocation> registry) {
  public RetireQuery {
    regions = List.copyOf(regions);
    names = List.copyOf(names);
  }
}
