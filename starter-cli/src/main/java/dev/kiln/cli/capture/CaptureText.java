package dev.kiln.cli.capture;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.copy.RegionText;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.text.Table;
import dev.kiln.model.AmiId;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.TreeText;
import dev.kiln.workflows.capture.CaptureActivities;
import dev.kiln.workflows.capture.CaptureWorkflow;
import dev.kiln.workflows.copy.RegionReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A capture in words. */
final class CaptureText {
  /** Below this, what was done in a given time says nothing about what is left. */
  private static final int TELLING_PERCENT = 5;

  private final Style style;

  CaptureText(Style style) {
    this.style = style;
  }

  List<String> head(CaptureWorkflow.Request request, String id, Optional<String> webUi) {
    Table table = new Table().row("Creation ID:", id);
    webUi.ifPresent(link -> table.row("Web UI:", link));
    List<String> lines = new ArrayList<>();
    lines.add("Creating image %s of %s".formatted(style.bold(request.name()), request.instance()));
    lines.addAll(table.lines(""));
    return lines;
  }

  List<String> summary(CaptureWorkflow.Report report) {
    List<String> lines = new ArrayList<>();
    String ami = report.ami().map(Object::toString).orElse("-");
    lines.add("");
    lines.add(
        "%s%s: %s in %s (%s%s)"
            .formatted(
                style.done(),
                style.bold(report.request().name()),
                ami,
                report.request().region(),
                HumanText.duration(report.elapsed()),
                report.storedBytes().map(bytes -> ", " + TreeText.bytes(bytes)).orElse("")));
    lines.addAll(regions(report));
    if (report.request().publicly() && report.refused().isEmpty()) {
      lines.add("  Everybody may use it.");
    }
    lines.addAll(withCosts(new Table(), report).lines("  "));
    lines.add("Next: kiln ami describe " + ami);
    return lines;
  }

  CliFailure partial(CaptureWorkflow.Report report) {
    if (!report.refused().isEmpty()) {
      return new CliFailure(
          "image '%s' is not shared with everybody: %s; the image stays, and this shares it: kiln ami share %s --public"
              .formatted(
                  report.request().name(),
                  String.join("; ", report.refused()),
                  report.request().name()));
    }
    return RegionText.partial(
        "image '" + report.request().name() + "'",
        report.regions(),
        "kiln ami copy %s --regions %s"
            .formatted(
                report.ami().map(Object::toString).orElse("-"),
                String.join(
                    ",",
                    report.regions().stream()
                        .filter(region -> region.failure().isPresent())
                        .map(region -> region.region().value())
                        .toList())));
  }

  /**
   * How far it is.
   *
   * @param state of its workflow, in a word
   * @param percent how much of it is done, if that is known
   */
  List<String> status(
      CaptureWorkflow.Report report, String id, String state, Optional<Integer> percent) {
    Table table =
        new Table()
            .row("Creation ID:", id)
            .row("AMI ID:", report.ami().map(Object::toString).orElse("-"))
            .row("Name:", report.request().name())
            .row("Instance:", instance(report))
            .row("Status:", state + percent.map(" (%d%% complete)"::formatted).orElse(""))
            .row("Progress:", progress(report, percent));
    List<String> lines = new ArrayList<>(withCosts(table, report).lines(""));
    if (!report.regions().isEmpty()) {
      lines.add("Regions:");
      lines.addAll(regions(report));
    }
    return lines;
  }

  /** Its own first, if there are others. */
  private List<String> regions(CaptureWorkflow.Report report) {
    Optional<RegionReport> home =
        report.ami().flatMap(ami -> report.instance().map(instance -> home(report, ami, instance)));
    return report.regions().isEmpty()
        ? List.of()
        : new RegionText(style)
            .lines(Stream.concat(home.stream(), report.regions().stream()).toList());
  }

  private static RegionReport home(
      CaptureWorkflow.Report report, AmiId ami, CaptureActivities.CapturedInstance instance) {
    return RegionReport.made(
        new RegionalAmi(report.request().region(), ami),
        instance.architecture(),
        RegionReport.State.BUILT,
        Duration.ZERO);
  }

  /** What would be done. */
  List<String> plan(CaptureWorkflow.Report report) {
    CaptureWorkflow.Request request = report.request();
    String copies =
        request.distribution().regions().isEmpty()
            ? ""
            : ", and copies of it in "
                + String.join(
                    ", ", request.distribution().regions().stream().map(Object::toString).toList());
    List<String> lines = new ArrayList<>();
    lines.add(
        "Would create image %s of %s in %s%s"
            .formatted(style.bold(request.name()), instance(report), request.region(), copies));
    if (report.instance().filter(found -> found.state().equals("running")).isPresent()) {
      lines.add(
          request.noReboot()
              ? "  The instance would be left running."
              : "  The instance would be rebooted; --no-reboot leaves it running.");
    }
    lines.addAll(withCosts(new Table(), report).lines("  "));
    lines.add("Nothing was started; leave out --dry-run to create it.");
    return lines;
  }

  private static String instance(CaptureWorkflow.Report report) {
    return report
        .instance()
        .map(found -> "%s (%s, %s)".formatted(found.id(), found.instanceType(), found.state()))
        .orElse(report.request().instance());
  }

  private static String progress(CaptureWorkflow.Report report, Optional<Integer> percent) {
    String told =
        "%s, %s elapsed".formatted(report.stage().label(), HumanText.duration(report.elapsed()));
    return remaining(report, percent)
        .map(left -> told + ", about " + HumanText.duration(left) + " remaining")
        .orElse(told);
  }

  /** As if the rest went on as it did so far. */
  static Optional<Duration> remaining(CaptureWorkflow.Report report, Optional<Integer> percent) {
    return percent
        .filter(done -> done >= TELLING_PERCENT && done < 100)
        .map(done -> report.elapsed().multipliedBy(100 - done).dividedBy(done));
  }

  private static Table withCosts(Table table, CaptureWorkflow.Report report) {
    CaptureCosts costs = CaptureCosts.of(report);
    return table
        .row(
            "Storage cost:", "at most $%s/month".formatted(HumanText.dollars(costs.storageMonth())))
        .row("Creation cost:", "$%s".formatted(HumanText.dollars(costs.creation())));
  }
}
