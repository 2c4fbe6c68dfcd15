package dev.kiln.model.template;

import dev.kiln.model.Region;
import dev.kiln.model.layer.BuilderNetwork;
import dev.kiln.model.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the network of a builder, each part of which is for all regions or for some. */
final class NetworkAssembly {
  private NetworkAssembly() {}

  /** The network, if the section says anything about it beyond one subnet. */
  static Optional<BuilderNetwork> of(Section builder) {
    Section subnets = builder.section("subnet");
    Map<Region, String> subnetByRegion = new LinkedHashMap<>();
    for (Value.Field field : subnets.fields().fields()) {
      subnets
          .string(field.key())
          .ifPresent(subnet -> subnetByRegion.put(new Region(field.key()), subnet));
    }
    Section groups = builder.section("security_groups");
    Map<Region, List<String>> groupsByRegion = new LinkedHashMap<>();
    for (Value.Field field : groups.fields().fields()) {
      groupsByRegion.put(new Region(field.key()), groups.strings(field.key()));
    }
    BuilderNetwork network =
        new BuilderNetwork(
            subnetByRegion,
            builder.strings("security_groups"),
            groupsByRegion,
            builder.flag("public_ip"));
    return Optional.of(network).filter(one -> !one.equals(BuilderNetwork.DEFAULT));
  }
}
