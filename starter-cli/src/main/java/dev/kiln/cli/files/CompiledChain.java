package dev.kiln.cli.files;

import dev.kiln.model.chain.Chain;
import dev.kiln.model.layer.LayerSpec;
import java.util.List;

/**
 * A chain and its compiled layers.
 *
 * @param layers lowest first
 */
public record CompiledChain(Chain chain, List<LayerSpec> layers) {
  public CompiledChain {
    layers = List.copyOf(layers);
  }

  /** The layer of the requested template. */
  public LayerSpec top() {
    return layers.get(layers.size() - 1);
  }
}
