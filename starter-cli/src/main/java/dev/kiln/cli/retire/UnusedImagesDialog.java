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
      RetirePlanWorkflow.Query query =
          new RetirePlanWorkflow.Query(
              connection.defaultRegion(),
              regions,
              List.of(),
              Optional.of(retention),
              true,
              Optional.of(registry));
      RetirePlanWorkflow.Plan plan = retirement.plan(query);
      say(lines(plan));
      if (isEmpty(plan) || dryRun) {
        if (invocation.options().json()) {
          invocation.printJson(RetireDocument.of(plan, dryRun ? "planned" : "done"));
        }
        return ExitCode.OK;
      }
      invocation.confirm(undertaking(plan));
      int code = delete(retirement, plan, detach);
      boolean rounds = !detach && !invocation.options().json();
      while (rounds && code == ExitCode.OK && plan.more() > 0) {
        plan = retirement.plan(query);
        if (isEmpty(plan)) {
          break; // what is left is in use
        }
        say(List.of("", "%,d more to go after these:".formatted(plan.more())));
        code = delete(retirement, plan, false);
      }
      return code;
    }
  }

  private static boolean isEmpty(RetirePlanWorkflow.Plan plan) {
    return plan.candidates().isEmpty() && plan.orphans().isEmpty();
  }

  private int delete(Retirement retirement, RetirePlanWorkflow.Plan plan, boolean detach) {
    return retirement.run(
        retirement.request(RetireWorkflow.Action.DELETE, plan, false, Optional.empty()),
        plan,
        detach);
  }

  private static String undertaking(RetirePlanWorkflow.Plan plan) {
    String what = plan.candidates().isEmpty() ? "delete these snapshots" : "delete these AMIs";
    return plan.more() == 0 ? what : "%s, and then the other %,d".formatted(what, plan.more());
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
    if (plan.more() > 0) {
      lines.add("  and %,d more, in rounds of a thousand".formatted(plan.more()));
    }
    if (plan.othersLater()) {
      lines.add("Before it deletes an AMI, Kiln checks whether other accounts use it.");
    }
    if (!plan.orphans().isEmpty()) {
      lines.add("");
      lines.add("Found " + HumanText.count(plan.orphans().size(), "snapshot") + " without an AMI:");
      plan.orphans().forEach(one -> lines.add("  - " + line(one)));
    }
    kept(plan, lines);
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
  private void kept(RetirePlanWorkflow.Plan plan, List<String> lines) {
    if (plan.keptCount() == 0) {
      return;
    }
    lines.add("");
    if (invocation.options().verbose()) {
      lines.add("Kept:");
      plan.kept().forEach(one -> lines.add("  - " + one.image().label() + " " + one.reason()));
      if (plan.keptCount() > plan.kept().size()) {
        lines.add("  and %,d more".formatted(plan.keptCount() - plan.kept().size()));
      }
    } else {
      lines.add("Kept: " + HumanText.count(plan.keptCount(), "AMI") + "; --verbose shows why.");
    }
  }
}
