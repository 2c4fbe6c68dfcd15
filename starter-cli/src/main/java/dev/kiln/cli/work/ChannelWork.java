package dev.kiln.cli.work;

import dev.kiln.cli.json.RegistryDocument;
import dev.kiln.workflows.registry.MoveChannelWorkflow;
import dev.kiln.workflows.registry.MoveChannelWorkflow.Report.Outcome;
import dev.kiln.workflows.registry.RecordReleaseWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.common.SearchAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The move of a channel to another release, alone or together with the record of that release.
 *
 * @param move the move within a request
 */
public record ChannelWork<Q>(
    Kind<Q, MoveChannelWorkflow.Report> kind, Function<Q, MoveChannelWorkflow.Request> move)
    implements Work<Q, MoveChannelWorkflow.Report, MoveChannelWorkflow.Report> {
  private static final String AFTER_CANCELLATION =
      "the channel points to the old release or to the new one, never to a mix";

  /** Promotion and rollback. */
  public static final ChannelWork<MoveChannelWorkflow.Request> MOVE =
      new ChannelWork<>(
          new Kind<>(
              "channel move",
              id -> id.startsWith("promote-") || id.startsWith("rollback-"),
              MoveChannelWorkflow.class,
              MoveChannelWorkflow.Request.class,
              MoveChannelWorkflow.Report.class,
              false,
              AFTER_CANCELLATION),
          request -> request);

  /** The record of a release, and the move of a channel to it. */
  public static final ChannelWork<RecordReleaseWorkflow.Request> RECORD =
      new ChannelWork<>(
          new Kind<>(
              "release record",
              id -> id.startsWith("record-"),
              RecordReleaseWorkflow.class,
              RecordReleaseWorkflow.Request.class,
              MoveChannelWorkflow.Report.class,
              false,
              AFTER_CANCELLATION),
          RecordReleaseWorkflow.Request::move);

  @Override
  public Ticket ticket(Q request) {
    MoveChannelWorkflow.Request moved = move.apply(request);
    return new Ticket(
        MoveChannelWorkflow.id(moved),
        moved.template(),
        "%s %s in %s".formatted(moved.action().verb(), moved.template(), moved.channel()),
        SearchAttributes.EMPTY,
        Optional.empty(),
        moved.dryRun());
  }

  @Override
  public Poll<MoveChannelWorkflow.Report, MoveChannelWorkflow.Report> poll(
      WorkflowClient client, String workflowId) {
    return Poll.onlyAtTheEnd(report -> report);
  }

  @Override
  public MoveChannelWorkflow.Report end(MoveChannelWorkflow.Report report) {
    return report;
  }

  @Override
  public boolean isPartial(MoveChannelWorkflow.Report progress) {
    return progress.partial();
  }

  @Override
  public Optional<String> shortfall(Q request, MoveChannelWorkflow.Report report, String retry) {
    if (report.outcome() == Outcome.REFUSED) {
      return Optional.of(
          "cannot %s %s in %s: see the reasons above; fix them and run this again; %s is unchanged"
              .formatted(
                  move.apply(request).action().verb(),
                  report.template(),
                  report.channel(),
                  report.channel()));
    }
    return report.partial()
        ? Optional.of(
            "%s of %s is partial: the channel points to %s, but some parameters do not; fix the reason above and run this again"
                .formatted(report.channel(), report.template(), report.release().label()))
        : Optional.empty();
  }

  @Override
  public Map<String, Object> started(Q request, Run run) {
    MoveChannelWorkflow.Request moved = move.apply(request);
    return RegistryDocument.started(moved.template(), moved.channel(), run.id());
  }

  @Override
  public Map<String, Object> status(
      MoveChannelWorkflow.Report progress, Run run, Standing standing) {
    return RegistryDocument.of(progress);
  }

  @Override
  public Map<String, Object> ended(
      Q request, MoveChannelWorkflow.Report report, Run run, Optional<String> shortfall) {
    return RegistryDocument.of(report);
  }
}
