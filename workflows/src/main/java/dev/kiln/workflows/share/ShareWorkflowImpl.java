package dev.kiln.workflows.share;

import dev.kiln.model.RegionalAmi;
import dev.kiln.model.share.Grantee;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;

/** Checks everything before it changes anything; then changes every image on its own. */
public final class ShareWorkflowImpl implements ShareWorkflow {
  private final SharingStep step = new SharingStep();
  private final List<SharingOutcome> outcomes = new ArrayList<>();

  @Override
  public Report shareProgress() {
    return new Report(outcomes);
  }

  @Override
  public Report share(Request request) {
    List<Grantee> grantees = step.complete(request.images().get(0).region(), request.grantees());
    List<ShareActivities.Order> orders =
        request.images().stream()
            .map(
                image ->
                    new ShareActivities.Order(image, request.change(), grantees, request.volumes()))
            .toList();
    List<Promise<SharingOutcome>> checks =
        orders.stream().map(order -> Async.function(step::check, order)).toList();
    checks.forEach(check -> outcomes.add(check.get()));
    show();
    if (!request.dryRun()) {
      List<Promise<Void>> changes = new ArrayList<>();
      for (int i = 0; i < orders.size(); i++) {
        changes.add(Async.procedure(this::apply, i, orders.get(i)));
      }
      changes.forEach(Promise::get);
    }
    return shareProgress();
  }

  private void apply(int index, ShareActivities.Order order) {
    outcomes.set(index, step.apply(order, outcomes.get(index)));
    show();
  }

  /** As Markdown, for the Web UI. */
  private void show() {
    StringBuilder table = new StringBuilder("| image | region | receiver | |\n|---|---|---|---|\n");
    for (SharingOutcome outcome : outcomes) {
      RegionalAmi image = outcome.image();
      for (SharingOutcome.Grant grant : outcome.grants()) {
        table.append(
            "| %s | %s | %s | %s |\n"
                .formatted(
                    image.ami(),
                    image.region(),
                    grant.grantee(),
                    grant.outcome() + grant.reason().map(reason -> ": " + reason).orElse("")));
      }
    }
    Workflow.setCurrentDetails(table.toString());
  }
}
