package dev.kiln.cli.retire;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.json.RetireDocument;
import dev.kiln.cli.registry.RegistryFlags;
import dev.kiln.cli.text.HumanText;
import dev.kiln.model.AmiId;
import dev.kiln.model.image.TreeText;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.retire.Candidate;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln ami delete}. */
@Command(
    name = "delete",
    description = {
      "Delete images and their snapshots.",
      "Kiln refuses to delete an image in use, and shows its uses and your options."
    })
public final class AmiDeleteCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      paramLabel = "<ami|name>",
      arity = "1..*",
      description = "Images, by id or name; in all regions unless --region names some.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--force", description = "Also delete images in use.")
  private boolean force;

  @Option(names = "--dry-run", description = "Show the plan and delete nothing.")
  private boolean dryRun;

  @Option(names = "--detach", description = "Start the deletion and do not wait for it.")
  private boolean detach;

  @Mixin private RegistryFlags registry = new RegistryFlags();

  public AmiDeleteCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    names.forEach(AmiDeleteCommand::requireForm);
    RegistryLocation location = registry.location(invocation.console());
    try (Connection connection = invocation.connect()) {
      return delete(names, force, new Retirement(invocation, connection, location));
    }
  }

  /** Refuses a malformed id before any call. */
  static void requireForm(String idOrName) {
    try {
      if (idOrName.startsWith("ami-")) {
        new AmiId(idOrName);
      }
    } catch (IllegalArgumentException malformed) {
      throw CliFailure.usage(malformed.getMessage() + "; list the ids with kiln ami list");
    }
  }

  private int delete(List<String> wanted, boolean forced, Retirement retirement) {
    RetirePlanWorkflow.Plan plan = retirement.planNamed(wanted, true);
    List<Candidate> used = plan.candidates().stream().filter(one -> !one.free()).toList();
    List<Candidate> refused =
        forced ? used.stream().filter(one -> one.obstacle().isPresent()).toList() : used;
    if (dryRun || !refused.isEmpty()) {
      show(plan, refused);
    }
    if (!refused.isEmpty()) {
      return refuse(wanted, refused, retirement);
    }
    if (dryRun) {
      return ExitCode.OK;
    }
    if (!invocation.options().json()) {
      used.forEach(one -> invocation.print(new UsesText(one).warning(invocation.style())));
      invocation.print(listed(plan));
    }
    invocation.confirm(undertaking(plan));
    return retirement.run(
        retirement.request(RetireWorkflow.Action.DELETE, plan, forced, Optional.empty()),
        plan,
        detach);
  }

  private void show(RetirePlanWorkflow.Plan plan, List<Candidate> refused) {
    if (invocation.options().json()) {
      invocation.printJson(RetireDocument.of(plan, refused.isEmpty() ? "planned" : "refused"));
    } else if (refused.isEmpty()) {
      invocation.print(listed(plan));
    }
  }

  private static List<String> listed(RetirePlanWorkflow.Plan plan) {
    List<String> lines = new ArrayList<>();
    lines.add("To delete:");
    plan.candidates()
        .forEach(
            one ->
                lines.add(
                    "  - %s in %s [%s, %s]"
                        .formatted(
                            one.image().label(),
                            one.image().image().region(),
                            TreeText.bytes(one.image().bytes()),
                            HumanText.count(one.image().snapshots().size(), "snapshot"))));
    lines.add(
        "Estimated savings: %s, $%s/month"
            .formatted(TreeText.bytes(plan.savings().bytes()), plan.savings().dollarsPerMonth()));
    return lines;
  }

  private static String undertaking(RetirePlanWorkflow.Plan plan) {
    return plan.candidates().size() == 1
        ? "delete " + plan.candidates().get(0).image().label()
        : "delete these " + plan.candidates().size() + " AMIs";
  }

  /** Shows the options; at a terminal the user can choose one. */
  private int refuse(List<String> wanted, List<Candidate> refused, Retirement retirement) {
    if (!invocation.options().json()) {
      refused.forEach(this::explain);
    }
    Candidate first = refused.get(0);
    if (refused.size() == 1 && first.obstacle().isEmpty() && !dryRun) {
      Optional<String> choice = choice();
      List<String> dependents = new UsesText(first).dependents();
      if (choice.filter("1"::equals).isPresent() && !dependents.isEmpty()) {
        List<String> more = new ArrayList<>(dependents);
        more.addAll(wanted);
        return delete(more, false, retirement);
      }
      if (choice.filter("2"::equals).isPresent()) {
        return delete(wanted, true, retirement);
      }
    }
    throw new CliFailure(
        "cannot delete %s: %s; nothing was deleted"
            .formatted(first.image().label(), first.refusal().orElse("it is in use")));
  }

  private Optional<String> choice() {
    return invocation.options().json() || invocation.options().yes()
        ? Optional.empty()
        : invocation.console().terminal().ask("Your choice [3]:").map(String::strip);
  }

  private void explain(Candidate refused) {
    UsesText text = new UsesText(refused);
    List<String> lines = new ArrayList<>();
    lines.add(invocation.style().notable("Warning:") + " Cannot delete " + refused.image().label());
    lines.addAll(text.lines());
    lines.add("");
    lines.add("Options:");
    lines.addAll(text.options(invocation.console().clock().instant()));
    lines.add("");
    invocation.print(lines);
  }
}
