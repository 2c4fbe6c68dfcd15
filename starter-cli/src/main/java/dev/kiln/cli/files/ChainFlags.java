package dev.kiln.cli.files;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.chain.Chain;
import dev.kiln.model.compile.LayerCompiler;
import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.source.TemplateSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that, with a template, select its images. */
@Command
public final class ChainFlags {
  @Mixin private ReadFlags reading = new ReadFlags();

  @Option(
      names = {"--arch", "--architecture"},
      paramLabel = "<arch>",
      split = ",",
      description =
          "x86_64 or arm64; each of several gets its own image (default: the template's, else"
              + " this machine's).")
  private List<String> architectures = new ArrayList<>();

  @Option(
      names = "--base-ami",
      paramLabel = "<ami>",
      description = "Build the lowest layer on this image.")
  private Optional<String> baseAmi = Optional.empty();

  /**
   * Reads a template and its parents, and prints their warnings.
   *
   * @throws CliFailure with every problem that was found
   */
  public CompiledChain read(Invocation invocation, String template) {
    return read(invocation, List.of(template)).get(0);
  }

  /**
   * Reads many templates and their parents, each parent once, and prints each warning once.
   *
   * @throws CliFailure with every problem of the first unusable one
   */
  public List<CompiledChain> read(Invocation invocation, List<String> templates) {
    ChainFiles files = ChainFiles.linting(invocation.console(), reading.options());
    Optional<AmiId> base = baseAmi();
    List<CompiledChain> compiled = new ArrayList<>();
    Set<Diagnostic> warned = new HashSet<>();
    for (Attempt attempt : InOrder.map(templates, template -> attempt(files, template, base))) {
      compiled.add(attempt.orThrow());
      attempt.warnings().stream()
          .filter(warned::add)
          .forEach(warning -> invocation.note(warning.shown()));
    }
    return compiled;
  }

  /** One of many templates; a problem of it is reported in its turn. */
  private record Attempt(
      Optional<CompiledChain> chain, List<Diagnostic> warnings, Optional<CliFailure> failure) {
    CompiledChain orThrow() {
      if (failure.isPresent()) {
        throw failure.get();
      }
      return chain.orElseThrow();
    }
  }

  private static Attempt attempt(ChainFiles files, String template, Optional<AmiId> base) {
    try {
      ReadChain read = files.readUnguarded(template);
      Chain chain = read.chain();
      return new Attempt(
          Optional.of(new CompiledChain(chain, LayerCompiler.compile(chain, base))),
          read.warnings(),
          Optional.empty());
    } catch (TemplateException broken) {
      return new Attempt(
          Optional.empty(), List.of(), Optional.of(ChainFiles.refused(template, broken)));
    } catch (CliFailure unreadable) {
      return new Attempt(Optional.empty(), List.of(), Optional.of(unreadable));
    }
  }

  /**
   * The files of each template and its parents.
   *
   * @throws CliFailure with every problem that was found
   */
  public Map<String, List<String>> sources(Invocation invocation, List<String> templates) {
    ChainFiles files = new ChainFiles(invocation.console(), reading.options());
    Map<String, List<String>> sources = new LinkedHashMap<>();
    for (String template : templates) {
      ReadChain read = files.read(template);
      sources.put(template, read.sources().stream().map(TemplateSource::location).toList());
    }
    return sources;
  }

  /** The architectures: those named, else the template's, else this machine's. */
  public List<Architecture> architectures(Chain chain) {
    List<Architecture> named = named();
    if (!named.isEmpty()) {
      return named;
    }
    List<Architecture> templates = chain.top().architectures();
    return templates.isEmpty() ? List.of(ofThisMachine()) : templates;
  }

  /** The architectures that were named. */
  public List<Architecture> named() {
    try {
      return architectures.stream().map(Architecture::of).distinct().toList();
    } catch (IllegalArgumentException unknown) {
      throw CliFailure.usage(unknown.getMessage() + "; correct --arch");
    }
  }

  private Optional<AmiId> baseAmi() {
    try {
      return baseAmi.map(AmiId::new);
    } catch (IllegalArgumentException malformed) {
      throw CliFailure.usage(malformed.getMessage() + "; correct --base-ami");
    }
  }

  private static Architecture ofThisMachine() {
    String name = System.getProperty("os.arch");
    try {
      return Architecture.of(name);
    } catch (IllegalArgumentException other) {
      throw CliFailure.usage(
          "cannot choose an architecture: this machine is '%s', which EC2 does not have; name one"
                  .formatted(name)
              + " with --arch");
    }
  }
}
