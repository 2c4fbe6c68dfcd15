package dev.kiln.cli.capture;

import dev.kiln.cli.follow.Display;
import dev.kiln.cli.follow.Narration;
import dev.kiln.cli.json.CaptureCosts;
import dev.kiln.cli.progress.CaptureProgress;
import dev.kiln.cli.regions.RegionText;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.text.Style;
import dev.kiln.cli.text.Table;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
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

/** The text output of {@code ami create}. */
public record CaptureDisplay(Style style)
    implements Display<CaptureWorkflow.Request, CaptureProgress, CaptureWorkflow.Report> {

  @Override
  public List<String> head(CaptureWorkflow.Request request, Run run) {
    Table table = new Table().row("Creation ID:", run.id());
    run.webUi().ifPresent(link -> table.row("Web UI:", link));
    List<String> lines = new ArrayList<>();
    lines.add("Creating image %s of %s".formatted(style.bold(request.name()), request.instance()));
    lines.addAll(table.lines(""));
    return lines;
  }

  @Override
  public Narration<CaptureProgress> narration(boolean live) {
    return new CaptureNarration(style);
  }

  @Override
  public List<String> summary(CaptureWorkflow.Request request, CaptureWorkflow.Report report) {
    return request.dryRun() ? plan(report) : done(report);
  }

  @Override
  public List<String> status(CaptureProgress progress, Run run, Standing standing) {
    CaptureWorkflow.Report report = progress.report();
    Optional<Integer> percent = progress.percent();
    Table table =
        new Table()
            .row("Creation ID:", run.id())
            .row("AMI ID:", report.ami().map(Object::toString).orElse("-"))
            .row("Name:", report.request().name())
            .row("Instance:", instance(report))
            .row(
                "Status:", standing.state() + percent.map(" (%d%% complete)"::formatted).orElse(""))
            .row("Progress:", progress(progress));
    List<String> lines = new ArrayList<>(withCosts(table, report).lines(""));
    if (!report.regions().isEmpty()) {
      lines.add("Regions:");
      lines.addAll(regions(report));
    }
    return lines;
  }

  private List<String> done(CaptureWorkflow.Report report) {
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
      lines.add("  The image is public.");
    }
    lines.addAll(withCosts(new Table(), report).lines("  "));
    lines.add("Next: kiln ami describe " + ami);
    return lines;
  }

  /** The image's own region first, if there are others. */
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

  /** The plan of a dry run. */
  private List<String> plan(CaptureWorkflow.Report report) {
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
              ? "  The instance would keep running."
              : "  The instance would reboot; --no-reboot keeps it running.");
    }
    lines.addAll(withCosts(new Table(), report).lines("  "));
    lines.add("Nothing was started; omit --dry-run to create it.");
    return lines;
  }

  private static String instance(CaptureWorkflow.Report report) {
    return report
        .instance()
        .map(found -> "%s (%s, %s)".formatted(found.id(), found.instanceType(), found.state()))
        .orElse(report.request().instance());
  }

  private static String progress(CaptureProgress progress) {
    CaptureWorkflow.Report report = progress.report();
    String done =
        "%s, %s elapsed".formatted(report.stage().label(), HumanText.duration(report.elapsed()));
    return progress
        .remaining()
        .map(left -> done + ", about " + HumanText.duration(left) + " remaining")
        .orElse(done);
  }

  private static Table withCosts(Table table, CaptureWorkflow.Report report) {
    CaptureCosts costs = CaptureCosts.of(report);
    return table
        .row(
            "Storage cost:", "at most $%s/month".formatted(HumanText.dollars(costs.storageMonth())))
        .row("Creation cost:", "$%s".formatted(HumanText.dollars(costs.creation())));
  }
}
