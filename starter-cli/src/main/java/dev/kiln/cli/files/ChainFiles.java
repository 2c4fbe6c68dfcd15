package dev.kiln.cli.files;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import dev.kiln.model.chain.Chain;
import dev.kiln.model.chain.ChainReader;
import dev.kiln.model.chain.ParentReader;
import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.source.TemplateSource;
import dev.kiln.model.template.ReadOptions;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Reads a template and its parents. */
public final class ChainFiles {
  private final TemplateFiles files;

  public ChainFiles(Console console) {
    this.files = new TemplateFiles(console);
  }

  /**
   * Reads the chain of a template.
   *
   * @throws CliFailure with every problem that was found
   */
  public ReadChain read(String template, ReadOptions options) {
    try {
      return readUnguarded(template, options);
    } catch (TemplateException broken) {
      throw refused(template, broken);
    }
  }

  /**
   * Reads the chain of a template, for callers that handle its problems themselves.
   *
   * @throws TemplateException with every problem that was found
   * @throws CliFailure if there is no such template
   */
  public ReadChain readUnguarded(String template, ReadOptions options) {
    TemplateSource top = files.top(template);
    Remembering reader = new Remembering(files);
    Chain chain = ChainReader.read(top, reader, options);
    reader.sources.add(0, top);
    return new ReadChain(chain, reader.sources);
  }

  /** The failure for an unusable template, with one problem per line. */
  public static CliFailure refused(String template, TemplateException broken) {
    List<String> problems = broken.diagnostics().stream().map(Diagnostic::shown).toList();
    String count = problems.size() == 1 ? "it has a problem" : problems.size() + " problems";
    return new CliFailure(
        "cannot use template '%s': %s; correct it and run this again%n%s"
            .formatted(template, count, String.join("\n", problems)));
  }

  /** Remembers the templates it has read. */
  private static final class Remembering implements ParentReader {
    private final ParentReader reader;
    private final List<TemplateSource> sources = new ArrayList<>();

    Remembering(ParentReader reader) {
      this.reader = reader;
    }

    @Override
    public TemplateSource file(String path) throws IOException {
      return remembered(reader.file(path));
    }

    @Override
    public TemplateSource installed(String name) throws IOException {
      return remembered(reader.installed(name));
    }

    @Override
    public TemplateSource address(URI address) throws IOException {
      return remembered(reader.address(address));
    }

    private TemplateSource remembered(TemplateSource source) {
      sources.add(source);
      return source;
    }
  }
}
