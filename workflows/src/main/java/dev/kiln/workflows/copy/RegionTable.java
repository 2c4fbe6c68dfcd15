package dev.kiln.workflows.copy;

import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Locale;

/** Regions as markdown, for the Web UI's current details. */
public final class RegionTable {
  private RegionTable() {}

  /** A table with a link to each copy's run. */
  public static String of(List<RegionReport> regions) {
    StringBuilder markdown =
        new StringBuilder("\n\n| region | architecture | state | image | notes |\n")
            .append("|---|---|---|---|---|\n");
    regions.forEach(region -> markdown.append(row(region)));
    return markdown.toString();
  }

  private static String row(RegionReport report) {
    String region = report.region().value();
    String notes = String.join("; ", report.notes());
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(
            report
                .source()
                .map(source -> "[" + region + "](" + link(report, source) + ")")
                .orElse(region),
            report.architecture(),
            report.state().toString().toLowerCase(Locale.ROOT),
            report.ami().map(ami -> "`" + ami + "`").orElse(""),
            report.problem().orElse(notes).replace("\n", " "));
  }

  private static String link(RegionReport report, dev.kiln.model.RegionalAmi source) {
    return "/namespaces/%s/workflows/%s"
        .formatted(Workflow.getInfo().getNamespace(), CopyWorkflow.id(source, report.region()));
  }
}
