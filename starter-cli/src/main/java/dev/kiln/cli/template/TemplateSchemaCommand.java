package dev.kiln.cli.template;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.model.schema.TemplateSchema;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code kiln template schema}. */
@Command(
    name = "schema",
    description = "Print the JSON Schema of templates, for completion and checks in editors.")
public final class TemplateSchemaCommand implements Callable<Integer> {
  private final Invocation invocation;

  public TemplateSchemaCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    invocation.print(List.of(TemplateSchema.json().stripTrailing()));
    return ExitCode.OK;
  }
}
