package dev.kiln.cli.template;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.files.ReadFlags;
import dev.kiln.cli.files.TemplateFiles;
import dev.kiln.cli.files.TemplateFolders;
import dev.kiln.cli.json.DiagnosticsDocument;
import dev.kiln.cli.text.HumanText;
import dev.kiln.model.lint.TemplateLint;
import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.source.TemplateSource;
import dev.kiln.model.template.Template;
import dev.kiln.model.template.TemplateParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kiln template lint}. */
@Command(
    name = "lint",
    description = {
      "Find errors and bad practice in templates, and suggest fixes.",
      "Exits with 1 if there are findings, for use in pipelines."
    })
public final class TemplateLintCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      paramLabel = "<file|directory|name>",
      arity = "1..*",
      description = "The templates to check; of a directory, all templates in it.")
  private List<String> templates = new ArrayList<>();

  @Mixin private ReadFlags flags = new ReadFlags();

  public TemplateLintCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    TemplateFiles files = new TemplateFiles(invocation.console());
    Map<String, List<Diagnostic>> findings = new LinkedHashMap<>();
    List<String> named = new TemplateFolders(invocation.console()).templates(templates);
    named.forEach(template -> findings.put(template, findings(files.top(template))));
    long count = findings.values().stream().mapToLong(List::size).sum();
    if (invocation.options().json()) {
      invocation.printJson(DiagnosticsDocument.of(findings));
    } else {
      findings.values().forEach(found -> invocation.print(texts(found)));
    }
    if (count > 0) {
      throw new CliFailure(
          "cannot pass %s: %s; see above"
              .formatted(
                  HumanText.count(named.size(), "template"), HumanText.count(count, "finding")));
    }
    return ExitCode.OK;
  }

  /** The template's warnings, or its errors if it cannot be used. */
  private List<Diagnostic> findings(TemplateSource source) {
    try {
      Template unused = TemplateParser.parse(source, flags.options());
      return TemplateLint.of(source);
    } catch (TemplateException broken) {
      return broken.diagnostics();
    }
  }

  private static List<String> texts(List<Diagnostic> found) {
    return found.stream().map(Diagnostic::shown).toList();
  }
}
