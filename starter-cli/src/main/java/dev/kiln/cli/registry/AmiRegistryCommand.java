package dev.kiln.cli.registry;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.json.RegistryDocument;
import dev.kiln.model.registry.Registry;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.workflows.registry.RegistryWorkflow;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kiln ami registry}. */
@Command(
    name = "registry",
    description = {
      "Show a registry: its templates and the release of each channel.",
      "For one template, also show its releases and the history of each channel."
    })
public final class AmiRegistryCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "<template>", arity = "0..1", description = "Show only this template.")
  private Optional<String> template = Optional.empty();

  @Mixin private RegistryFlags flags = new RegistryFlags();

  public AmiRegistryCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    RegistryLocation location = flags.location(invocation.console());
    Registry registry;
    try (Connection connection = invocation.connect()) {
      registry =
          new RegistryRun(invocation, connection)
              .read(new RegistryWorkflow.Query(location, template));
    }
    template.ifPresent(name -> requireKnown(name, registry, location));
    if (invocation.options().json()) {
      invocation.printJson(RegistryDocument.of(registry));
    } else {
      RegistryText text = new RegistryText(invocation.console().clock());
      invocation.print(
          template
              .flatMap(name -> registry.template(name).map(known -> text.of(name, known)))
              .orElseGet(() -> text.of(registry)));
    }
    return ExitCode.OK;
  }

  private static void requireKnown(String name, Registry registry, RegistryLocation location) {
    if (registry.template(name).isEmpty()) {
      throw new CliFailure(
          "cannot show %s: registry '%s' does not have it; list its templates with kiln ami registry"
              .formatted(name, location));
    }
  }
}
