package dev.kiln.workflows.build;

import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.copy.Distribution;
import dev.kiln.workflows.image.BuilderPolicy;
import java.util.List;
import java.util.Optional;

/**
 * The whole input of a build: from here on no file is needed.
 *
 * @param buildId unique, chosen by the caller; part of the workflow id
 * @param name what the image of the top layer is to be called
 * @param layers the chain, lowest first, never empty
 * @param architectures those to build for, never empty
 * @param rebuild what to make anew though it is there
 * @param refresh make anew what stands on a base that is no longer the current one
 * @param distribution where the top layer's images go once they are there
 */
public record BuildRequest(
    String buildId,
    String name,
    List<LayerSpec> layers,
    Region region,
    List<Architecture> architectures,
    Rebuild rebuild,
    boolean refresh,
    BuilderPolicy policy,
    Optional<Distribution> distribution) {

  public BuildRequest {
    layers = List.copyOf(layers);
    architectures = List.copyOf(architectures);
    if (layers.isEmpty() || architectures.isEmpty()) {
      throw new IllegalArgumentException(
          "cannot build '" + name + "': it needs at least one layer and one architecture");
    }
  }

  /** A build whose images stay in its region. */
  public BuildRequest(
      String buildId,
      String name,
      List<LayerSpec> layers,
      Region region,
      List<Architecture> architectures,
      Rebuild rebuild,
      boolean refresh,
      BuilderPolicy policy) {
    this(buildId, name, layers, region, architectures, rebuild, refresh, policy, Optional.empty());
  }

  /** The cache keys of the chain on one architecture, lowest layer first. */
  public List<ImageKey> keys(Architecture architecture) {
    return layers.stream()
        .map(layer -> new ImageKey(layer.template(), layer.hash(), architecture, region))
        .toList();
  }

  /** Which layers are made anew though an image of them is there. */
  public enum Rebuild {
    NONE,
    TOP,
    CHAIN
  }
}
