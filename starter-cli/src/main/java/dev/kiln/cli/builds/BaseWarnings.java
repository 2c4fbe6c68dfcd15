package dev.kiln.cli.builds;

import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.build.PlanWorkflow;
import dev.kiln.workflows.catalog.BaseAmi;
import java.util.ArrayList;
import java.util.List;

/** What speaks against the images that a planned build would start from. */
final class BaseWarnings {
  private BaseWarnings() {}

  /** One sentence for each doubt. */
  static List<String> of(BuildWorkflow.Request request, PlanWorkflow.Plan plan) {
    LayerSpec lowest = request.layers().get(0);
    List<String> warnings = new ArrayList<>();
    for (PlanWorkflow.Plan.OnArchitecture on : plan.architectures()) {
      on.base()
          .ifPresent(
              base -> {
                String named =
                    "the base %s (%s, %s)".formatted(base.ami(), base.name(), on.architecture());
                base.doubt()
                    .ifPresent(
                        doubt ->
                            warnings.add(
                                named
                                    + " is "
                                    + doubt
                                    + "; choose a newer base while there is time"));
                tooSmall(lowest, base, named, warnings);
              });
    }
    return warnings;
  }

  private static void tooSmall(
      LayerSpec lowest, BaseAmi base, String named, List<String> warnings) {
    lowest
        .machine()
        .volumeGib()
        .filter(asked -> base.rootGib().filter(least -> asked < least).isPresent())
        .ifPresent(
            asked ->
                warnings.add(
                    "'%s' cannot be built: its builder.volume_size_gb is %d, but the root volume of %s has %d GiB; write %d or more, or leave it out"
                        .formatted(
                            lowest.template(),
                            asked,
                            named,
                            base.rootGib().get(),
                            base.rootGib().get())));
  }
}
