package dev.kiln.cli.ami;

import dev.kiln.model.image.KilnImage;
import dev.kiln.model.plan.BuildPlan;
import dev.kiln.model.plan.BuildPlanner;
import dev.kiln.model.plan.PlannedLayer;
import dev.kiln.model.plan.Prices;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.build.ChainDecision;
import dev.kiln.workflows.build.PlanWorkflow;
import java.util.ArrayList;
import java.util.List;

/** Puts minutes and money to what the plan workflow says a build would decide. */
final class Plans {
  private final BuildWorkflow.Request request;
  private final List<KilnImage> earlier;

  /**
   * Prepares.
   *
   * @param earlier images there are, whose build times tell what to expect
   */
  Plans(BuildWorkflow.Request request, List<KilnImage> earlier) {
    this.request = request;
    this.earlier = List.copyOf(earlier);
  }

  BuildPlan of(PlanWorkflow.Plan.OnArchitecture on) {
    BuildPlanner planner = new BuildPlanner(on.architecture(), Prices.US_EAST_1, earlier);
    List<PlannedLayer> layers = new ArrayList<>();
    for (int i = 0; i < on.decision().layers().size(); i++) {
      ChainDecision.Layer layer = on.decision().layers().get(i);
      layers.add(
          planner.layer(
              request.layers().get(i),
              layer.fate(),
              layer.hit().or(layer::elsewhere),
              layer.reasons()));
    }
    return new BuildPlan(on.architecture(), layers);
  }
}
