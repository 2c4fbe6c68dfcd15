package dev.kiln.cli.retire;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.json.RetireDocument;
import dev.kiln.cli.text.HumanText;
import dev.kiln.model.Region;
import dev.kiln.model.image.TreeText;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.retire.Candidate;
import dev.kiln.model.retire.KeptImage;
import dev.kiln.model.retire.OrphanSnapshot;
import dev.kiln.model.retire.Retention;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows unused images, asks for confirmation and deletes them. */
final class UnusedImagesDialog {
  private final Invocation invocation;
  private final Retention retention;

  UnusedImagesDialog(Invocation invocation, Retention retention) {
    this.invocation = invocation;
    this.retention = retention;
  }

  int run(RegistryLocation registry, boolean dryRun, boolean detach) {
    try (Connection connection = invocation.connect()) {
      List<Region> regions = invocation.regionsOr(connection);
      say(List.of("Scanning for unused AMIs in " + names(regions) + "...", ""));
      Retirement retirement = new Retirement(invocation, connection, registry);
      RetirePlanWorkflow.Plan plan =
          retirement.plan(
              new RetirePlanWorkflow.Query(
                  connection.defaultRegion(),
                  regions,
                  List.of(),
                  Optional.of(retention),
                  true,
                  Optional.of(registry)));
      boolean nothing = plan.candidates().isEmpty() && plan.orphans().isEmpty();
      say(lines(plan));
      if (nothing || dryRun) {
        if (invocation.options().json()) {
          invocation.printJson(RetireDocument.of(plan, dryRun ? "planned" : "done"));
        }
        return ExitCode.OK;
      }
      invocation.confirm(
          plan.candidates().isEmpty() ? "delete these snapshots" : "delete these AMIs");
      return retirement.run(
          retirement.request(RetireWorkflow.Action.DELETE, plan, false, Optional.empty()),
          plan,
          detach);
    }
  }

  private void say(List<String> lines) {
    if (!invocation.options().json()) {
      invocation.print(lines);
    }
  }

  private static String names(List<Region> regions) {
    return regions.size() > 3
        ? HumanText.count(regions.size(), "region")
        : String.join(", ", regions.stream().map(Region::value).toList());
  }

  private List<String> lines(RetirePlanWorkflow.Plan plan) {
    List<String> lines = new ArrayList<>();
    if (plan.candidates().isEmpty()) {
      lines.add("Found no unused AMIs.");
    } else {
      lines.add("Found " + HumanText.count(plan.candidates().size(), "unused AMI") + ":");
      plan.candidates().forEach(one -> lines.add("  - " + line(one)));
    }
    if (!plan.orphans().isEmpty()) {
      lines.add("");
      lines.add("Found " + HumanText.count(plan.orphans().size(), "snapshot") + " without an AMI:");
      plan.orphans().forEach(one -> lines.add("  - " + line(one)));
    }
    kept(plan.kept(), lines);
    if (!plan.candidates().isEmpty() || !plan.orphans().isEmpty()) {
      lines.add("");
      lines.add("Total storage: " + TreeText.bytes(plan.savings().bytes()));
      lines.add("Estimated savings: $" + plan.savings().dollarsPerMonth() + "/month");
      lines.add("");
    }
    return lines;
  }

  private String line(Candidate candidate) {
    return "%s (%s) in %s [%s old, no dependents]"
        .formatted(
            candidate.image().askedName(),
            candidate.image().image().ami(),
            candidate.image().image().region(),
            old(candidate.image().created()));
  }

  private String line(OrphanSnapshot orphan) {
    String of = orphan.madeFor().isEmpty() ? "" : "of " + orphan.madeFor() + ", ";
    return "%s in %s [%s%s old, %s]"
        .formatted(
            orphan.id(),
            orphan.region(),
            of,
            old(orphan.created()),
            TreeText.bytes(orphan.bytes()));
  }

  private String old(Instant created) {
    Duration age = Duration.between(created, invocation.console().clock().instant());
    return age.toDays() > 0
        ? HumanText.count(age.toDays(), "day")
        : HumanText.count(Math.max(0, age.toHours()), "hour");
  }

  /** All kept images with {@code --verbose}, else their number. */
  private void kept(List<KeptImage> kept, List<String> lines) {
    if (kept.isEmpty()) {
      return;
    }
    lines.add("");
    if (invocation.options().verbose()) {
      lines.add("Kept:");
      kept.forEach(one -> lines.add("  - " + one.image().label() + " " + one.reason()));
    } else {
      lines.add("Kept: " + HumanText.count(kept.size(), "AMI") + "; --verbose shows why.");
    }
  }
}
