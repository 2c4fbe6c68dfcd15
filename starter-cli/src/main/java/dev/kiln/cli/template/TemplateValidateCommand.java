package dev.kiln.cli.template;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.files.ChainFiles;
import dev.kiln.cli.files.ReadFlags;
import dev.kiln.cli.json.DiagnosticsDocument;
import dev.kiln.cli.text.HumanText;
import dev.kiln.model.chain.Chain;
import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.TemplateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final ChainFiles files;

  @Parameters(paramLabel = "<file|name>", arity = "1..*", description = "The templates to check.")
  private List<String> templates = new ArrayList<>();

  @Mixin private ReadFlags flags = new ReadFlags();

  public TemplateValidateCommand(Invocation invocation) {
    this.invocation = invocation;
    this.files = new ChainFiles(invocation.console());
  }

  @Override
  public Integer call() {
    Map<String, List<Diagnostic>> problems = new LinkedHashMap<>();
    for (String template : templates) {
      problems.put(template, problems(template));
    }
    if (invocation.options().json()) {
      invocation.printJson(DiagnosticsDocument.of(problems));
    }
    long broken = problems.values().stream().filter(found -> !found.isEmpty()).count();
    if (broken > 0) {
      throw new CliFailure(
          "cannot use %d of %s; correct the problems above"
              .formatted(broken, HumanText.count(templates.size(), "template")));
    }
    return ExitCode.OK;
  }

  private List<Diagnostic> problems(String template) {
    try {
      Chain chain = files.readUnguarded(template, flags.options()).chain();
      chain.warnings().forEach(warning -> invocation.note(warning.shown()));
      say(template + ": valid, " + HumanText.count(chain.layers().size(), "layer"));
      return List.of();
    } catch (TemplateException broken) {
      broken.diagnostics().forEach(problem -> say(problem.shown()));
      return broken.diagnostics();
    }
  }

  private void say(String line) {
    if (!invocation.options().json()) {
      invocation.print(List.of(line));
    }
  }
}
