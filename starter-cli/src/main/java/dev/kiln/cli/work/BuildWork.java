package dev.kiln.cli.work;

import dev.kiln.cli.json.BuildDocument;
import dev.kiln.cli.progress.BuildPoll;
import dev.kiln.cli.progress.BuildSnapshot;
import dev.kiln.cli.progress.Percentage;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.build.BuildWorkflow.Request.Rebuild;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The build of a template's image. */
public final class BuildWork
    implements Work<BuildWorkflow.Request, BuildSnapshot, BuildWorkflow.Report> {
  private static final Kind<BuildWorkflow.Request, BuildWorkflow.Report> KIND =
      new Kind<>(
          "build",
          workflowId -> workflowId.startsWith(BuildWorkflow.PREFIX),
          BuildWorkflow.class,
          BuildWorkflow.Request.class,
          BuildWorkflow.Report.class,
          true,
          "resources that only it used are removed; run it again to continue");

  @Override
  public Kind<BuildWorkflow.Request, BuildWorkflow.Report> kind() {
    return KIND;
  }

  @Override
  public Ticket ticket(BuildWorkflow.Request request) {
    return new Ticket(
        BuildWorkflow.id(request),
        request.name(),
        "build " + subject(request),
        BuildWorkflow.searchAttributes(request),
        Optional.empty(),
        false);
  }

  /** {@code gromacs-v1 from templates/gromacs.yaml}. */
  public static String subject(BuildWorkflow.Request request) {
    LayerSpec top = request.layers().get(request.layers().size() - 1);
    return request.name() + " from " + top.source();
  }

  @Override
  public Poll<BuildSnapshot, BuildWorkflow.Report> poll(WorkflowClient client, String workflowId) {
    BuildPoll poll = new BuildPoll(client, workflowId);
    return new Poll<>() {
      @Override
      public Optional<BuildSnapshot> ask() {
        return poll.ask();
      }

      @Override
      public BuildSnapshot end(BuildWorkflow.Report report) {
        return poll.with(progress(report));
      }
    };
  }

  @Override
  public BuildSnapshot end(BuildWorkflow.Report report) {
    return BuildSnapshot.bare(progress(report));
  }

  private static BuildWorkflow.Progress progress(BuildWorkflow.Report report) {
    return new BuildWorkflow.Progress(
        report.buildId(), report.name(), report.layers(), report.regions());
  }

  @Override
  public boolean isPartial(BuildSnapshot progress) {
    return progress.build().regions().stream().anyMatch(region -> region.problem().isPresent());
  }

  @Override
  public Optional<String> shortfall(
      BuildWorkflow.Request request, BuildWorkflow.Report report, String retry) {
    return report.isPartial()
        ? Optional.of(
            PartialRegions.sentence("build '" + report.name() + "'", report.regions(), retry))
        : Optional.empty();
  }

  @Override
  public Map<String, Object> started(BuildWorkflow.Request request, Run run) {
    return BuildDocument.started(request, run.id(), run.webUi());
  }

  @Override
  public Map<String, Object> status(BuildSnapshot progress, Run run, Standing standing) {
    return document(Optional.of(progress), run, standing);
  }

  @Override
  public Map<String, Object> unanswered(Run run, Standing standing) {
    return document(Optional.empty(), run, standing);
  }

  private static Map<String, Object> document(
      Optional<BuildSnapshot> progress, Run run, Standing standing) {
    Map<String, Object> head = BuildDocument.head(run.id(), standing.state(), run.webUi());
    head.put(
        "obstacles",
        progress.map(BuildSnapshot::obstacles).map(BuildDocument::obstacles).orElse(List.of()));
    return BuildDocument.status(
        head,
        progress.map(BuildSnapshot::build),
        progress.map(Percentage::of),
        standing.elapsed(),
        standing.failure());
  }

  @Override
  public Map<String, Object> ended(
      BuildWorkflow.Request request,
      BuildWorkflow.Report report,
      Run run,
      Optional<String> shortfall) {
    Map<String, Object> head =
        BuildDocument.head(run.id(), report.isPartial() ? "partial" : "succeeded", run.webUi());
    return BuildDocument.ended(
        head, request, Optional.of(progress(report)), report.elapsed(), shortfall);
  }

  @Override
  public Optional<Map<String, Object>> failed(
      BuildWorkflow.Request request, Optional<BuildSnapshot> last, Run run, Standing standing) {
    Map<String, Object> head = BuildDocument.head(run.id(), standing.state(), run.webUi());
    return Optional.of(
        BuildDocument.ended(
            head, request, last.map(BuildSnapshot::build), standing.elapsed(), standing.failure()));
  }

  /** A retry does not rebuild layers that the partial build has already rebuilt. */
  @Override
  public Optional<BuildWorkflow.Request> again(
      Earlier<BuildWorkflow.Request, BuildSnapshot> earlier) {
    BuildWorkflow.Request was = earlier.request();
    boolean layersAreThere = earlier.completed();
    return Optional.of(
        new BuildWorkflow.Request(
            UniqueId.next(),
            was.name(),
            was.layers(),
            was.region(),
            was.architectures(),
            layersAreThere ? Rebuild.NONE : was.rebuild(),
            !layersAreThere && was.refresh(),
            was.policy(),
            was.distribution()));
  }
}
