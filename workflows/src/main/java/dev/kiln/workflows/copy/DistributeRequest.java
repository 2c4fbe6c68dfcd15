package dev.kiln.workflows.copy;

import dev.kiln.model.RegionalAmi;

/**
 * The whole input of a distribution.
 *
 * @param distributeId unique, chosen by the caller; part of the workflow id
 * @param name what the image is called, for display
 * @param dryRun only look for what is there
 */
public record DistributeRequest(
    String distributeId,
    String name,
    RegionalAmi source,
    Distribution distribution,
    boolean dryRun) {
  public DistributeRequest {
    if (distribution.regions().stream().allMatch(source.region()::equals)) {
      throw new IllegalArgumentException(
          "cannot copy " + source + ": no other region is named; name some with --regions");
    }
  }

  /** The same once more. */
  public DistributeRequest again(String newId) {
    return new DistributeRequest(newId, name, source, distribution, dryRun);
  }
}
