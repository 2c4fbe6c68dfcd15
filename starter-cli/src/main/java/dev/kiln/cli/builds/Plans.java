package dev.kiln.cli.builds;

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

/** Adds estimated minutes and costs to the plan workflow's answer. */
final class Plans {
  private final BuildWorkflow.Request request;
  private final List<KilnImage> earlier;

  /**
   * Prepares.
   *
   * @param earlier existing images, whose build times give the estimate
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
