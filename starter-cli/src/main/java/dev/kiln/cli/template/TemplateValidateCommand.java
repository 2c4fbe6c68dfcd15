package dev.kiln.cli.template;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.files.ChainFiles;
import dev.kiln.cli.files.InOrder;
import dev.kiln.cli.files.ReadFlags;
import dev.kiln.cli.files.TemplateFolders;
import dev.kiln.cli.json.DiagnosticsDocument;
import dev.kiln.cli.text.HumanText;
import dev.kiln.model.chain.Chain;
import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.TemplateException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kiln template validate}. */
@Command(
    name = "validate",
    description = "Check templates and their parents, and report all problems.")
public final class TemplateValidateCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      paramLabel = "<file|directory|name>",
      arity = "1..*",
      description = "The templates to check; of a directory, all templates in it.")
  private List<String> templates = new ArrayList<>();

  @Mixin private ReadFlags flags = new ReadFlags();

  public TemplateValidateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ChainFiles files = new ChainFiles(invocation.console(), flags.options());
    List<String> named = new TemplateFolders(invocation.console()).templates(templates);
    Map<String, List<Diagnostic>> problems = new LinkedHashMap<>();
    Set<Diagnostic> warned = new HashSet<>();
    for (Verdict verdict : InOrder.map(named, template -> verdict(files, template))) {
      verdict
          .unreadable()
          .ifPresent(
              failure -> {
                throw failure;
              });
      verdict.warnings().stream()
          .filter(warned::add)
          .forEach(warning -> invocation.note(warning.shown()));
      verdict.lines().forEach(this::say);
      problems.put(verdict.template(), verdict.problems());
    }
    if (invocation.options().json()) {
      invocation.printJson(DiagnosticsDocument.of(problems));
    }
    long broken = problems.values().stream().filter(found -> !found.isEmpty()).count();
    if (broken > 0) {
      throw new CliFailure(
          "cannot use %d of %s; correct the problems above"
              .formatted(broken, HumanText.count(named.size(), "template")));
    }
    return ExitCode.OK;
  }

  /**
   * What was found out about one template.
   *
   * @param layers of its chain; 0 if it has problems
   * @param unreadable the failure if there is no such template
   */
  private record Verdict(
      String template,
      int layers,
      List<Diagnostic> warnings,
      List<Diagnostic> problems,
      Optional<CliFailure> unreadable) {
    List<String> lines() {
      return problems.isEmpty()
          ? List.of(template + ": valid, " + HumanText.count(layers, "layer"))
          : problems.stream().map(Diagnostic::shown).toList();
    }
  }

  private static Verdict verdict(ChainFiles files, String template) {
    try {
      Chain chain = files.readUnguarded(template).chain();
      return new Verdict(
          template, chain.layers().size(), chain.warnings(), List.of(), Optional.empty());
    } catch (TemplateException broken) {
      return new Verdict(template, 0, List.of(), broken.diagnostics(), Optional.empty());
    } catch (CliFailure unreadable) {
      return new Verdict(template, 0, List.of(), List.of(), Optional.of(unreadable));
    }
  }

  private void say(String line) {
    if (!invocation.options().json()) {
      invocation.print(List.of(line));
    }
  }
}
