package dev.kiln.cli.files;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import dev.kiln.model.chain.Chain;
import dev.kiln.model.chain.ChainReader;
import dev.kiln.model.chain.ParentReader;
import dev.kiln.model.lint.TemplateLint;
import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.source.TemplateSource;
import dev.kiln.model.template.ReadOptions;
import dev.kiln.model.template.Template;
import dev.kiln.model.template.TemplateParser;
import dev.kiln.model.yaml.Value;
import dev.kiln.model.yaml.YamlReader;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads templates and their parents. However many chains share a parent, it is read, parsed and
 * linted once. Several threads may read at a time.
 */
public final class ChainFiles {
  private final TemplateFiles files;
  private final ReadOptions options;
  private final boolean linting;
  private final Map<String, TemplateSource> parents = new ConcurrentHashMap<>();
  private final Map<String, Parsed> parsedParents = new ConcurrentHashMap<>();

  private ChainFiles(Console console, ReadOptions options, boolean linting) {
    this.files = new TemplateFiles(console);
    this.options = options;
    this.linting = linting;
  }

  /** Reads templates for errors alone. */
  public ChainFiles(Console console, ReadOptions options) {
    this(console, options, false);
  }

  /** Reads templates and looks for what is unwise in them. */
  static ChainFiles linting(Console console, ReadOptions options) {
    return new ChainFiles(console, options, true);
  }

  /** What one text became; its YAML is read once for both. */
  private record Parsed(Template template, List<Diagnostic> lint) {}

  /**
   * Reads the chain of a template.
   *
   * @throws CliFailure with every problem that was found
   */
  public ReadChain read(String template) {
    try {
      return readUnguarded(template);
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
  public ReadChain readUnguarded(String template) {
    TemplateSource top = files.top(template);
    OneChain reader = new OneChain();
    Chain chain = ChainReader.read(top, reader, reader::parse, options);
    reader.sources.add(0, top);
    return new ReadChain(chain, reader.sources, reader.lint);
  }

  private Parsed parsed(TemplateSource source) {
    Value.Fields written = YamlReader.read(source);
    Template template = TemplateParser.parse(source, written, options);
    return new Parsed(template, linting ? TemplateLint.of(source, written) : List.of());
  }

  /** The failure for an unusable template, with one problem per line. */
  public static CliFailure refused(String template, TemplateException broken) {
    List<String> problems = broken.diagnostics().stream().map(Diagnostic::shown).toList();
    String count = problems.size() == 1 ? "it has a problem" : problems.size() + " problems";
    return new CliFailure(
        "cannot use template '%s': %s; correct it and run this again%n%s"
            .formatted(template, count, String.join("\n", problems)));
  }

  /** Remembers the parents of one chain, and reads none that another chain has read. */
  private final class OneChain implements ParentReader {
    private final List<TemplateSource> sources = new ArrayList<>();
    private final List<Diagnostic> lint = new ArrayList<>();

    Template parse(TemplateSource source) {
      Parsed parsed =
          parents.containsKey(source.location())
              ? parsedParents.computeIfAbsent(source.location(), first -> parsed(source))
              : parsed(source);
      lint.addAll(parsed.lint());
      return parsed.template();
    }

    @Override
    public TemplateSource file(String path) throws IOException {
      TemplateSource known = parents.get(path);
      return remembered(known == null ? files.file(path) : known);
    }

    @Override
    public TemplateSource named(String name, String child) throws IOException {
      return file(files.pathOf(name, child));
    }

    @Override
    public TemplateSource address(URI address) throws IOException {
      TemplateSource known = parents.get(address.toString());
      return remembered(known == null ? files.address(address) : known);
    }

    private TemplateSource remembered(TemplateSource source) {
      TemplateSource first = parents.putIfAbsent(source.location(), source);
      sources.add(first == null ? source : first);
      return first == null ? source : first;
    }
  }
}
