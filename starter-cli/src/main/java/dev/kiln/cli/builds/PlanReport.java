package dev.kiln.cli.builds;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.images.Catalog;
import dev.kiln.cli.json.PlanDocument;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.work.BuildWork;
import dev.kiln.cli.work.Question;
import dev.kiln.cli.work.Starter;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.plan.BuildPlan;
import dev.kiln.model.plan.Launch;
import dev.kiln.model.plan.PlannedLayer;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.build.PlanWorkflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The output of {@code ami build --dry-run}. */
final class PlanReport {
  private final Invocation invocation;
  private final Connection connection;
  private final Style style;

  PlanReport(Invocation invocation, Connection connection) {
    this.invocation = invocation;
    this.connection = connection;
    this.style = invocation.style();
  }

  int print(BuildWorkflow.Request request) {
    PlanWorkflow.Plan decided =
        new Starter(connection.client())
            .ask(
                new Question<>(
                    PlanWorkflow.class,
                    unique -> PlanWorkflow.id(request),
                    "plan " + BuildWork.subject(request),
                    Optional.empty(),
                    plan -> plan.plan(request)));
    List<KilnImage> earlier =
        new Catalog(connection)
            .images(
                List.of(request.region()),
                request.layers().stream().map(LayerSpec::template).distinct().toList());
    Plans plans = new Plans(request, earlier);
    List<BuildPlan> architectures = decided.architectures().stream().map(plans::of).toList();
    List<String> warnings = BaseWarnings.of(request, decided);
    if (invocation.options().json()) {
      invocation.printJson(PlanDocument.of(request, architectures, decided.notes(), warnings));
    } else {
      List<String> lines = text(request, architectures, decided.notes());
      warnings.forEach(warning -> lines.add(style.notable("Warning: ") + warning));
      lines.add("Nothing was started; omit --dry-run to build.");
      invocation.print(lines);
    }
    return ExitCode.OK;
  }

  private List<String> text(
      BuildWorkflow.Request request, List<BuildPlan> plans, List<String> notes) {
    List<String> lines = new ArrayList<>(new ChainText(style).lines(request.layers()));
    for (BuildPlan plan : plans) {
      lines.add("");
      lines.add(
          style.bold("Plan") + " in %s (%s):".formatted(request.region(), plan.architecture()));
      plan.layers().forEach(layer -> describe(layer, lines));
      lines.add("  " + total(plan));
    }
    if (!notes.isEmpty()) {
      lines.add("");
      lines.add("The image would not become public as asked:");
      notes.forEach(note -> lines.add("  " + note));
    }
    lines.add("");
    return lines;
  }

  private void describe(PlannedLayer layer, List<String> lines) {
    boolean built = layer.fate().built();
    lines.add(
        "  %s%s: %s%s"
            .formatted(
                built ? style.ahead() : style.done(),
                layer.template(),
                layer.fate().word(),
                layer.image().map(ami -> " " + ami).orElse("")));
    List<String> reasons =
        layer.reasons().isEmpty() && built
            ? List.of("no AMI found for hash " + layer.hash())
            : layer.reasons();
    reasons.forEach(reason -> lines.add("      " + reason));
    layer.launch().ifPresent(launch -> lines.add("      " + launch(launch)));
  }

  private static String launch(Launch launch) {
    String others =
        launch.otherTypes().isEmpty() ? "" : ", else " + String.join(" or ", launch.otherTypes());
    String volume = launch.volumeGib().map(gib -> ", " + gib + " GiB").orElse("");
    return "launches %s%s%s; about %s (%s)"
        .formatted(
            launch.instanceType(),
            others,
            volume,
            HumanText.minutes(launch.minutes()),
            launch.measured() ? "as last time" : "a guess");
  }

  private static String total(BuildPlan plan) {
    if (plan.minutes() == 0) {
      return "Nothing needs to be built.";
    }
    return "About %s, %s."
        .formatted(
            HumanText.minutes(plan.minutes()),
            plan.dollars()
                .map(dollars -> "$" + dollars + " at us-east-1 on-demand prices")
                .orElse("price unknown for this instance type"));
  }
}
