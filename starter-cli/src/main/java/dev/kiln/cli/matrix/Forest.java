package dev.kiln.cli.matrix;

import dev.kiln.model.Architecture;
import dev.kiln.model.TemplateHash;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow.Request.Rebuild;
import dev.kiln.workflows.matrix.MatrixWorkflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The layers of many chains, each once per architecture, lower layers first. */
final class Forest {
  private final List<LayerSpec> layers = new ArrayList<>();
  private final Map<TemplateHash, Integer> layerIndex = new HashMap<>();
  private final Map<Key, MatrixWorkflow.Node> nodes = new LinkedHashMap<>();
  private final Map<Key, Integer> nodeIndex = new HashMap<>();

  private final Rebuild rebuild;

  Forest(Rebuild rebuild) {
    this.rebuild = rebuild;
  }

  private record Key(TemplateHash hash, Architecture architecture) {}

  /** Adds a chain, lowest layer first; its top layer is a requested image. */
  void add(List<LayerSpec> chain, Architecture architecture) {
    Optional<Integer> below = Optional.empty();
    for (LayerSpec layer : chain) {
      Key key = new Key(layer.hash(), architecture);
      boolean top = layer.equals(chain.get(chain.size() - 1));
      Optional<Integer> standsOn = below;
      int index = layerIndex.computeIfAbsent(layer.hash(), hash -> added(layer));
      nodes.merge(
          key,
          new MatrixWorkflow.Node(
              layer.template(), index, standsOn, architecture, top, isRebuilt(top)),
          (known, same) -> known.requested() ? known : same);
      below = Optional.of(nodeIndex.computeIfAbsent(key, first -> nodeIndex.size()));
    }
  }

  private boolean isRebuilt(boolean top) {
    return switch (rebuild) {
      case NONE -> false;
      case TOP -> top;
      case CHAIN -> true;
    };
  }

  private int added(LayerSpec layer) {
    layers.add(layer);
    return layers.size() - 1;
  }

  List<LayerSpec> layers() {
    return List.copyOf(layers);
  }

  List<MatrixWorkflow.Node> nodes() {
    return List.copyOf(nodes.values());
  }
}
