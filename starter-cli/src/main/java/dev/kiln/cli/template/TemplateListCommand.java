package dev.kiln.cli.template;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.files.InstalledTemplates;
import dev.kiln.cli.files.TemplateFiles;
import dev.kiln.cli.json.TemplatesDocument;
import dev.kiln.cli.text.Table;
import dev.kiln.model.source.TemplateException;
import dev.kiln.model.template.ReadOptions;
import dev.kiln.model.template.Template;
import dev.kiln.model.template.TemplateParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code kiln template list}. */
@Command(name = "list", description = "List the templates that you can name without a path.")
public final class TemplateListCommand implements Callable<Integer> {
  private final Invocation invocation;

  public TemplateListCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  /** The content of one row. */
  private record Row(String name, String about, String extended, Path file) {}

  @Override
  public Integer call() {
    List<Row> rows = new ArrayList<>();
    TemplateFiles files = new TemplateFiles(invocation.console());
    new TreeMap<>(new InstalledTemplates(invocation.console()).all())
        .forEach((name, file) -> rows.add(row(files, name, file)));
    if (invocation.options().json()) {
      invocation.printJson(
          rows.stream()
              .map(
                  row -> TemplatesDocument.row(row.name(), row.about(), row.extended(), row.file()))
              .toList());
    } else if (rows.isEmpty()) {
      invocation.print(
          List.of("No templates in " + invocation.console().kilnHome().resolve("templates") + "."));
    } else {
      Table table = new Table().row("NAME", "EXTENDS", "DESCRIPTION");
      rows.forEach(row -> table.row(row.name(), row.extended(), row.about()));
      invocation.print(table.lines(""));
    }
    return ExitCode.OK;
  }

  private static Row row(TemplateFiles files, String name, Path file) {
    try {
      Template template = TemplateParser.parse(files.top(file.toString()), ReadOptions.STRICT);
      String about = template.description().orElse(template.title()).lines().findFirst().orElse("");
      String extended = template.parent().map(parent -> parent.value().shown()).orElse("-");
      return new Row(name, about, extended, file);
    } catch (TemplateException | CliFailure broken) {
      return new Row(name, "cannot be used: see kiln template validate " + name, "-", file);
    }
  }
}
