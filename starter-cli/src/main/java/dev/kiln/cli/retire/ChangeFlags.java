package dev.kiln.cli.retire;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.json.RetireDocument;
import dev.kiln.cli.registry.RegistryFlags;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of the reversible changes: deprecate, disable and enable. */
@Command
final class ChangeFlags {
  @Parameters(
      paramLabel = "<ami|name>",
      arity = "1..*",
      description = "Images, by id or name; in all regions unless --region names some.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--dry-run", description = "Show the plan and change nothing.")
  private boolean dryRun;

  @Mixin private RegistryFlags registry = new RegistryFlags();

  /** Changes the images, after a confirmation if it stops launches. */
  int run(Invocation invocation, RetireWorkflow.Action action, Optional<Instant> at) {
    names.forEach(AmiDeleteCommand::requireForm);
    boolean stops = action == RetireWorkflow.Action.DISABLE;
    RegistryLocation location = registry.location(invocation.console());
    try (Connection connection = invocation.connect()) {
      Retirement retirement = new Retirement(invocation, connection, location);
      RetirePlanWorkflow.Plan plan = retirement.planNamed(names, stops);
      if (action != RetireWorkflow.Action.ENABLE) {
        warn(invocation, plan);
      }
      if (dryRun) {
        show(invocation, action, plan);
        return ExitCode.OK;
      }
      if (stops) {
        invocation.confirm("disable these AMIs and take their permissions away");
      }
      return retirement.run(retirement.request(action, plan, false, at), plan, false);
    }
  }

  private static void show(
      Invocation invocation, RetireWorkflow.Action action, RetirePlanWorkflow.Plan plan) {
    if (invocation.options().json()) {
      invocation.printJson(RetireDocument.change(plan));
      return;
    }
    String verb = action.toString().toLowerCase(Locale.ROOT);
    plan.candidates()
        .forEach(
            one ->
                invocation.print(
                    List.of(
                        "To %s: %s in %s"
                            .formatted(verb, one.image().label(), one.image().image().region()))));
  }

  /** Running instances continue; for a deprecation, only channels matter. */
  private static void warn(Invocation invocation, RetirePlanWorkflow.Plan plan) {
    if (!invocation.options().json()) {
      plan.candidates().stream()
          .filter(one -> !one.uses().isEmpty() || one.doubt().isPresent())
          .forEach(one -> invocation.print(new UsesText(one).warning(invocation.style())));
    }
  }
}
