package dev.kiln.cli.files;

import dev.kiln.model.chain.Chain;
import dev.kiln.model.layer.LayerSpec;
import java.util.List;

/**
 * A chain that was read, and what its layers are.
 *
 * @param layers lowest first
 */
public record CompiledChain(Chain chain, List<LayerSpec> layers) {
  public CompiledChain {
    layers = List.copyOf(layers);
  }

  /** The layer of the template that was asked for. */
  public LayerSpec top() {
    return layers.get(layers.size() - 1);
  }
}
