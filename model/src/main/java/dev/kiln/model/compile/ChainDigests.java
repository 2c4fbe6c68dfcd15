package dev.kiln.model.compile;

import dev.kiln.model.chain.Chain;
import dev.kiln.model.hash.CanonicalLayer;
import dev.kiln.model.hash.LayerDigest;
import dev.kiln.model.template.Template;
import java.util.ArrayList;
import java.util.List;

/** The digests of a chain's layers: build and lookup both use this function. */
final class ChainDigests {
  private ChainDigests() {}

  /**
   * Computes them, lowest layer first.
   *
   * @param base the label of what the lowest layer starts from
   */
  static List<LayerDigest> of(Chain chain, String base) {
    List<LayerDigest> digests = new ArrayList<>();
    for (int i = 0; i < chain.layers().size(); i++) {
      Template template = chain.layers().get(i);
      boolean hygiene = chain.hygiene(i);
      boolean bootTest = chain.bootTest(i);
      String canonical =
          i == 0
              ? CanonicalLayer.onBase(template, hygiene, bootTest, base)
              : CanonicalLayer.onParent(template, hygiene, bootTest, digests.get(i - 1));
      digests.add(LayerDigest.ofText(canonical));
    }
    return digests;
  }
}
