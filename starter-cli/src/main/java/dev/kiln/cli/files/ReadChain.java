package dev.kiln.cli.files;

import dev.kiln.model.chain.Chain;
import dev.kiln.model.lint.TemplateLint;
import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.TemplateSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * A chain and its source texts.
 *
 * @param sources the top one first
 */
public record ReadChain(Chain chain, List<TemplateSource> sources) {
  public ReadChain {
    sources = List.copyOf(sources);
  }

  /** Its warnings, which do not stop a build. */
  public List<Diagnostic> warnings() {
    return Stream.concat(
            chain.warnings().stream(),
            sources.stream().flatMap(source -> TemplateLint.of(source).stream()))
        .toList();
  }
}
