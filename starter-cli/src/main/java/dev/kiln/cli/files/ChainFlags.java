package dev.kiln.cli.files;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.chain.Chain;
import dev.kiln.model.compile.LayerCompiler;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.source.TemplateSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    ReadChain read = new ChainFiles(invocation.console()).read(template, reading.options());
    try {
      Chain chain = read.chain();
      CompiledChain compiled = new CompiledChain(chain, LayerCompiler.compile(chain, baseAmi()));
      read.warnings().forEach(warning -> invocation.note(warning.shown()));
      return compiled;
    } catch (TemplateException baseless) {
      throw ChainFiles.refused(template, baseless);
    }
  }

  /**
   * Reads a template and its parents with their sources.
   *
   * @throws CliFailure with every problem that was found
   */
  public List<String> sources(Invocation invocation, String template) {
    return new ChainFiles(invocation.console())
        .read(template, reading.options()).sources().stream()
            .map(TemplateSource::location)
            .toList();
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
