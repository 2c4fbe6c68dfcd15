package dev.kiln.cli.files;

import dev.kiln.model.chain.Chain;
import dev.kiln.model.source.TemplateSource;
import java.util.List;

/**
 * A chain and its source texts.
 *
 * @param sources the top one first
 */
public record ReadChain(Chain chain, List<TemplateSource> sources) {
  public ReadChain {
    sources = List.copyOf(sources);
  }
}
