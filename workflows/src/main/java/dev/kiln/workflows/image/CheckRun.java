package dev.kiln.workflows.image;

import dev.kiln.model.layer.Check;
import dev.kiln.workflows.ActivityStubs;
import java.util.ArrayList;
import java.util.List;

/** Runs checks on an instance, 50 at a time: their output must fit into one answer. */
final class CheckRun {
  private static final int AT_ONCE = 50;

  private CheckRun() {}

  static List<CheckResult> on(Builder builder, List<Check> checks) {
    List<CheckResult> results = new ArrayList<>();
    for (int from = 0; from < checks.size(); from += AT_ONCE) {
      List<Check> some = List.copyOf(checks.subList(from, Math.min(checks.size(), from + AT_ONCE)));
      String token = builder.token("checks-" + from);
      results.addAll(
          ActivityStubs.waits(BuilderActivities.class, some.size() + " checks")
              .runChecks(builder, some, token));
    }
    return results;
  }
}
