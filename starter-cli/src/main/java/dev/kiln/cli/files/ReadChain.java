package dev.kiln.cli.files;

import dev.kiln.model.chain.Chain;
import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.TemplateSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * A chain and its source texts.
 *
 * @param sources the top one first
 * @param lint what is unwise in them, if that was asked for
 */
public record ReadChain(Chain chain, List<TemplateSource> sources, List<Diagnostic> lint) {
  public ReadChain {
    sources = List.copyOf(sources);
    lint = List.copyOf(lint);
  }

  /** Its warnings, which do not stop a build. */
  List<Diagnostic> warnings() {
    return Stream.concat(chain.warnings().stream(), lint.stream()).toList();
  }
}
