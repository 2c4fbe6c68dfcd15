package dev.kiln.cli.retire;

import dev.kiln.cli.Invocation;
import dev.kiln.cli.text.HumanText;
import dev.kiln.model.image.TreeText;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said while images are ended, and after it. */
final class RetireText {
  private final Invocation invocation;
  private final RetireWorkflow.Action action;
  private int told;

  RetireText(Invocation invocation, RetireWorkflow.Action action) {
    this.invocation = invocation;
    this.action = action;
  }

  private String done() {
    return switch (action) {
      case DELETE -> "deleted";
      case DEPRECATE -> "deprecated";
      case DISABLE -> "disabled";
      case ENABLE -> "enabled";
    };
  }

  /** It was started and is left alone. */
  void started(String workflowId, Optional<String> webUi) {
    if (invocation.options().json()) {
      invocation.printJson(Map.of("status", "started", "workflow_id", workflowId, "web_ui", webUi));
      return;
    }
    invocation.print(List.of("Started " + workflowId + "."));
    webUi.ifPresent(link -> invocation.print(List.of("Web UI: " + link)));
    invocation.print(List.of("Next: kiln ami status " + workflowId));
  }

  /** Tells of those images that have ended since it was last called. */
  void show(RetireWorkflow.Report progress) {
    if (!invocation.options().json()) {
      progress.images().stream().skip(told).map(this::lines).forEach(invocation::print);
    }
    told = Math.max(told, progress.images().size());
  }

  /** The user has asked to stop. */
  void stopping() {
    invocation.note("stopping; what is begun is finished");
  }

  private List<String> lines(RetireWorkflow.ImageFate fate) {
    String name = fate.image().label() + " in " + fate.image().image().region();
    List<String> lines = new ArrayList<>();
    switch (fate.outcome()) {
      case DONE -> lines.add(invocation.style().done() + name + " " + done() + snapshots(fate));
      case GONE -> lines.add(invocation.style().done() + name + " was gone before");
      case REFUSED ->
          lines.add(invocation.style().failed() + name + " not " + done() + ": " + fate.message());
      case FAILED -> lines.add(invocation.style().failed() + name + " failed: " + fate.message());
    }
    for (RetireWorkflow.SnapshotFate snapshot : fate.snapshots()) {
      if (!snapshot.deleted()) {
        lines.add("   " + snapshot.id() + " is kept: " + snapshot.reason());
      }
    }
    return lines;
  }

  private static String snapshots(RetireWorkflow.ImageFate fate) {
    long deleted = fate.snapshots().stream().filter(RetireWorkflow.SnapshotFate::deleted).count();
    return deleted == 0 ? "" : " with " + HumanText.count(deleted, "snapshot");
  }

  /** All have ended. */
  void ended(RetireWorkflow.Report report, RetirePlanWorkflow.Plan plan) {
    if (invocation.options().json()) {
      invocation.printJson(RetireDocument.of(report, plan));
      return;
    }
    List<String> lines = new ArrayList<>();
    for (RetireWorkflow.SnapshotFate orphan : report.orphans()) {
      lines.add(
          orphan.deleted()
              ? invocation.style().done() + orphan.id() + " deleted"
              : invocation.style().failed() + orphan.id() + " is kept: " + orphan.reason());
    }
    for (RetireWorkflow.ImageFate fate : report.images()) {
      fate.recoverableUntil()
          .ifPresent(
              until ->
                  lines.add(
                      fate.image().image().ami()
                          + " lies in the recycle bin: recoverable until "
                          + until));
    }
    lines.add(summary(report, plan));
    invocation.print(lines);
  }

  private String summary(RetireWorkflow.Report report, RetirePlanWorkflow.Plan plan) {
    long succeeded = report.images().stream().filter(RetireWorkflow.ImageFate::succeeded).count();
    String count = HumanText.count(report.images().size(), "AMI");
    if (!report.complete()) {
      return "Partial: %d of %s %s; the lines above say why.".formatted(succeeded, count, done());
    }
    String saved =
        action == RetireWorkflow.Action.DELETE
            ? ": %s, about $%s/month"
                .formatted(TreeText.bytes(plan.savings().bytes()), plan.savings().dollarsPerMonth())
            : "";
    return "%s %s%s.".formatted(count, done(), saved);
  }
}
