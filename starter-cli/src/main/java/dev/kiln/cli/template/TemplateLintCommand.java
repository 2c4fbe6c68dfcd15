package dev.kiln.cli.template;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.files.ChainFiles;
import dev.kiln.cli.files.TemplateFiles;
import dev.kiln.cli.json.DiagnosticsDocument;
import dev.kiln.cli.text.HumanText;
import dev.kiln.model.lint.TemplateLint;
import dev.kiln.model.source.Diagnostic;
import dev.kiln.model.source.TemplateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kiln template lint}. */
@Command(
    name = "lint",
    description = {
      "Look for what is allowed in a template and unwise, each finding with its remedy.",
      "Ends with 1 if there is any, so that a pipeline can insist."
    })
public final class TemplateLintCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "<file|name>", arity = "1..*", description = "The templates to look at.")
  private List<String> templates = new ArrayList<>();

  public TemplateLintCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    TemplateFiles files = new TemplateFiles(invocation.console());
    Map<String, List<Diagnostic>> findings = new LinkedHashMap<>();
    for (String template : templates) {
      try {
        findings.put(template, TemplateLint.of(files.top(template)));
      } catch (TemplateException broken) {
        throw ChainFiles.refused(template, broken);
      }
    }
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
                  HumanText.count(templates.size(), "template"),
                  HumanText.count(count, "finding")));
    }
    return ExitCode.OK;
  }

  private static List<String> texts(List<Diagnostic> found) {
    return found.stream().map(Diagnostic::toString).toList();
  }
}
