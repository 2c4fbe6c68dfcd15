package dev.kiln.workflows.doctor;

import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The account and all regions at once. */
public final class AccountWorkflowImpl implements AccountWorkflow {
  private final AccountActivities account = ActivityStubs.looks(AccountActivities.class);

  @Override
  public Report examine(Request request) {
    Builder builder = request.builder();
    List<Promise<List<Finding>>> parts = new ArrayList<>();
    parts.add(Async.function(account::examineAccount, request.regions().get(0), builder));
    request
        .regions()
        .forEach(region -> parts.add(Async.function(account::examineRegion, region, builder)));
    List<Finding> findings = new ArrayList<>(findings(parts.get(0), request, -1));
    for (int i = 0; i < request.regions().size(); i++) {
      findings.addAll(findings(parts.get(i + 1), request, i));
    }
    return new Report(findings);
  }

  /** A region that does not answer is a finding, too: the others are still of interest. */
  private static List<Finding> findings(Promise<List<Finding>> part, Request request, int region) {
    try {
      return part.get();
    } catch (ActivityFailure failure) {
      return List.of(
          new Finding(
              region < 0 ? Optional.empty() : Optional.of(request.regions().get(region)),
              Verdict.FAILED,
              "AWS",
              FailureType.reason(failure),
              Optional.of("check the worker's network, its credentials and its log")));
    }
  }
}
