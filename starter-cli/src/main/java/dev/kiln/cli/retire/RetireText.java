package dev.kiln.cli.retire;

import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.model.image.TreeText;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The text during and after a retirement. */
final class RetireText {
  private final Style style;
  private final RetireWorkflow.Action action;

  RetireText(Style style, RetireWorkflow.Action action) {
    this.style = style;
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

  /** The result for one image. */
  List<String> lines(RetireWorkflow.ImageFate fate) {
    String name = fate.image().label() + " in " + fate.image().image().region();
    List<String> lines = new ArrayList<>();
    switch (fate.outcome()) {
      case DONE -> lines.add(style.done() + name + " " + done() + snapshots(fate));
      case GONE -> lines.add(style.done() + name + " was already gone");
      case REFUSED -> lines.add(style.failed() + name + " not " + done() + ": " + fate.message());
      case FAILED -> lines.add(style.failed() + name + " failed: " + fate.message());
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

  /** The result for all images. */
  List<String> summary(RetireWorkflow.Report report, Optional<RetirePlanWorkflow.Plan> plan) {
    List<String> lines = new ArrayList<>();
    for (RetireWorkflow.SnapshotFate orphan : report.orphans()) {
      lines.add(
          orphan.deleted()
              ? style.done() + orphan.id() + " deleted"
              : style.failed() + orphan.id() + " is kept: " + orphan.reason());
    }
    for (RetireWorkflow.ImageFate fate : report.images()) {
      fate.recoverableUntil()
          .ifPresent(
              until ->
                  lines.add(
                      fate.image().image().ami()
                          + " is in the recycle bin, recoverable until "
                          + until));
    }
    if (report.complete()) {
      lines.add(total(report, plan));
    }
    return lines;
  }

  private String total(RetireWorkflow.Report report, Optional<RetirePlanWorkflow.Plan> plan) {
    String saved =
        plan.filter(known -> action == RetireWorkflow.Action.DELETE)
            .map(RetirePlanWorkflow.Plan::savings)
            .map(
                savings ->
                    ": %s, about $%s/month"
                        .formatted(TreeText.bytes(savings.bytes()), savings.dollarsPerMonth()))
            .orElse("");
    return "%s %s%s.".formatted(HumanText.count(report.images().size(), "AMI"), done(), saved);
  }
}
