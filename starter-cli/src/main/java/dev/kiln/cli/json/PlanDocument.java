package dev.kiln.cli.json;

import dev.kiln.model.plan.BuildPlan;
import dev.kiln.model.plan.Launch;
import dev.kiln.model.plan.PlannedLayer;
import dev.kiln.workflows.build.BuildWorkflow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan, as {@code ami build --dry-run} gives it. */
public final class PlanDocument {
  private PlanDocument() {}

  /** The document of a request's plans, one per architecture, with notes and warnings. */
  public static Map<String, Object> of(
      BuildWorkflow.Request request,
      List<BuildPlan> plans,
      List<String> notes,
      List<String> warnings) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("status", "planned");
    document.put("name", request.name());
    document.put("region", request.region().value());
    document.put("architectures", plans.stream().map(PlanDocument::plan).toList());
    document.put("notes", notes);
    document.put("warnings", warnings);
    return document;
  }

  private static Map<String, Object> plan(BuildPlan plan) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("architecture", plan.architecture().toString());
    document.put("expected_minutes", plan.minutes());
    document.put("expected_dollars", plan.dollars());
    document.put("layers", plan.layers().stream().map(PlanDocument::layer).toList());
    return document;
  }

  private static Map<String, Object> layer(PlannedLayer layer) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("template", layer.template());
    document.put("source", layer.source());
    document.put("hash", layer.hash().value());
    document.put("fate", layer.fate().toString().toLowerCase(Locale.ROOT));
    document.put("ami", JsonText.text(layer.image()));
    document.put("reasons", layer.reasons());
    document.put("launch", layer.launch().map(PlanDocument::launch));
    return document;
  }

  private static Map<String, Object> launch(Launch launch) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("instance_type", launch.instanceType());
    document.put("other_types", launch.otherTypes());
    document.put("volume_gib", launch.volumeGib());
    document.put("expected_minutes", launch.minutes());
    document.put("measured", launch.measured());
    document.put("expected_dollars", launch.dollars());
    return document;
  }
}
