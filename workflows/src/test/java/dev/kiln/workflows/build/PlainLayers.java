package dev.kiln.workflows.build;

import dev.kiln.model.TemplateHash;
import dev.kiln.model.layer.BaseImage;
import dev.kiln.model.layer.BuilderMachine;
import dev.kiln.model.layer.LayerSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Layers for tests in which only the order matters. */
final class PlainLayers {
  private PlainLayers() {}

  static LayerSpec layer(String name, Optional<String> parent) {
    return new LayerSpec(
        name,
        name + ".yaml",
        new TemplateHash("%016x".formatted(name.hashCode() & 0xffffffffL)),
        Optional.empty(),
        parent,
        new BaseImage.Vendor("debian-12"),
        List.of(),
        List.of(),
        Map.of(),
        BuilderMachine.DEFAULT,
        true,
        false);
  }
}
