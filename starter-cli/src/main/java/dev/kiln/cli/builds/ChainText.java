package dev.kiln.cli.builds;

import dev.kiln.cli.text.Style;
import dev.kiln.cli.text.Table;
import dev.kiln.model.layer.LayerSpec;
import java.util.ArrayList;
import java.util.List;

/** The chain of a build as text. */
final class ChainText {
  private final Style style;

  ChainText(Style style) {
    this.style = style;
  }

  List<String> lines(List<LayerSpec> layers) {
    LayerSpec lowest = layers.get(0);
    Table table = new Table();
    for (int i = 0; i < layers.size(); i++) {
      LayerSpec layer = layers.get(i);
      table.row((i + 1) + ".", layer.template(), "hash " + layer.hash(), layer.source());
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        style.bold("Template chain detected") + " (base image " + lowest.base().label() + "):");
    lines.addAll(table.lines("  "));
    return lines;
  }
}
