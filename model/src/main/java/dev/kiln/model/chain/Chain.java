package dev.kiln.model.chain;

import dev.kiln.model.Architecture;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.layer.BuilderNetwork;
import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.Located;
import dev.kiln.model.template.ParentReference.PinnedImage;
import dev.kiln.model.template.Template;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A template and all it is built on.
 *
 * @param layers lowest first, never empty
 * @param pinned the image that the lowest layer is built on, if it pins one
 */
public record Chain(List<Template> layers, Optional<PinnedImage> pinned) {
  /** The base image if no template of the chain names one. */
  public static final String DEFAULT_BASE = "ubuntu-24.04";

  public Chain {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("cannot make a chain: it needs at least one layer");
    }
  }

  /** The template that was asked for. */
  public Template top() {
    return layers.get(layers.size() - 1);
  }

  /** The base image, from the lowest template that names one. */
  public Optional<Located<String>> base() {
    return layers.stream().flatMap(layer -> layer.base().stream()).findFirst();
  }

  /** The warnings of all templates; none of them stops a build. */
  public List<Diagnostic> warnings() {
    return layers.stream().flatMap(layer -> layer.warnings().stream()).toList();
  }

  /**
   * Whether a layer's image is cleaned. The layer decides, or else the nearest layer below that
   * does.
   */
  public boolean hygiene(int layer) {
    return nearest(layer, Template::hygiene).orElse(true);
  }

  /**
   * Whether a layer's image is booted and checked. The layer decides, or else the nearest below.
   */
  public boolean bootTest(int layer) {
    return nearest(layer, Template::bootTest).orElse(false);
  }

  /** The builder of a layer. Each missing value comes from the nearest layer below that has one. */
  public BuilderMachine machine(int layer) {
    Map<Architecture, List<String>> types = new EnumMap<>(Architecture.class);
    layers.subList(0, layer + 1).forEach(below -> types.putAll(below.machine().instanceTypes()));
    return new BuilderMachine(
        types,
        nearest(layer, below -> below.machine().volumeGib()),
        nearest(layer, below -> below.machine().instanceProfile()),
        nearest(layer, Chain::ownSubnet).flatMap(BuilderMachine::subnet),
        network(layer));
  }

  private static Optional<BuilderMachine> ownSubnet(Template layer) {
    return Optional.of(layer.machine()).filter(BuilderMachine::namesSubnet);
  }

  private Optional<BuilderNetwork> network(int layer) {
    Optional<BuilderNetwork> groups =
        nearest(layer, below -> below.machine().network().filter(BuilderNetwork::namesGroups));
    BuilderNetwork network =
        new BuilderNetwork(
            nearest(layer, Chain::ownSubnet)
                .flatMap(BuilderMachine::network)
                .map(BuilderNetwork::subnets)
                .orElse(Map.of()),
            groups.map(BuilderNetwork::securityGroups).orElse(List.of()),
            groups.map(BuilderNetwork::regionalGroups).orElse(Map.of()),
            nearest(layer, below -> below.machine().network().flatMap(BuilderNetwork::publicIp)));
    return Optional.of(network).filter(one -> !one.equals(BuilderNetwork.DEFAULT));
  }

  private <T> Optional<T> nearest(int layer, Function<Template, Optional<T>> said) {
    for (int i = layer; i >= 0; i--) {
      Optional<T> found = said.apply(layers.get(i));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
