package dev.kiln.cli.work;

import dev.kiln.cli.json.RegistryDocument;
import dev.kiln.workflows.registry.MoveChannelWorkflow;
import dev.kiln.workflows.registry.MoveReport;
import dev.kiln.workflows.registry.MoveReport.Outcome;
import dev.kiln.workflows.registry.MoveRequest;
import dev.kiln.workflows.registry.RecordReleaseWorkflow;
import dev.kiln.workflows.registry.RecordRequest;
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
public record ChannelWork<Q>(Kind<Q, MoveReport> kind, Function<Q, MoveRequest> move)
    implements Work<Q, MoveReport, MoveReport> {
  private static final String AFTER_CANCELLATION =
      "the channel points to the old release or to the new one, never in between";

  /** Promotion and rollback. */
  public static final ChannelWork<MoveRequest> MOVE =
      new ChannelWork<>(
          new Kind<>(
              "channel move",
              id -> id.startsWith("promote-") || id.startsWith("rollback-"),
              MoveChannelWorkflow.class,
              MoveRequest.class,
              MoveReport.class,
              false,
              AFTER_CANCELLATION),
          request -> request);

  /** The record of a release, and the move of a channel to it. */
  public static final ChannelWork<RecordRequest> RECORD =
      new ChannelWork<>(
          new Kind<>(
              "release record",
              id -> id.startsWith("record-"),
              RecordReleaseWorkflow.class,
              RecordRequest.class,
              MoveReport.class,
              false,
              AFTER_CANCELLATION),
          RecordRequest::move);

  @Override
  public Ticket ticket(Q request) {
    MoveRequest moved = move.apply(request);
    return new Ticket(
        MoveChannelWorkflow.id(moved),
        moved.template(),
        "%s %s in %s".formatted(moved.action().verb(), moved.template(), moved.channel()),
        SearchAttributes.EMPTY,
        Optional.empty(),
        moved.dryRun());
  }

  @Override
  public Poll<MoveReport, MoveReport> poll(WorkflowClient client, String workflowId) {
    return Poll.onlyAtTheEnd(report -> report);
  }

  @Override
  public MoveReport end(MoveReport report) {
    return report;
  }

  @Override
  public boolean isPartial(MoveReport progress) {
    return progress.partial();
  }

  @Override
  public Optional<String> shortfall(Q request, MoveReport report, String retry) {
    if (report.outcome() == Outcome.REFUSED) {
      return Optional.of(
          "cannot %s %s in %s: the reasons above forbid it; fix them and run this again; %s is unchanged"
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
    MoveRequest moved = move.apply(request);
    return RegistryDocument.started(moved.template(), moved.channel(), run.id());
  }

  @Override
  public Map<String, Object> status(MoveReport progress, Run run, Standing standing) {
    return RegistryDocument.of(progress);
  }

  @Override
  public Map<String, Object> ended(
      Q request, MoveReport report, Run run, Optional<String> shortfall) {
    return RegistryDocument.of(report);
  }
}
