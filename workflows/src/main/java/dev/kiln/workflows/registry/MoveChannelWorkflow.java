package dev.kiln.workflows.registry;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.registry.Channel.Action;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.ParameterPrefix;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.registry.Release;
import dev.kiln.model.registry.Rule;
import dev.kiln.model.registry.Violation;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Promotes a release into a channel, or rolls a channel back. */
@WorkflowInterface
public interface MoveChannelWorkflow {
  /** {@code promote-gromacs-stable-1a2b3c4d}. */
  static String id(Request request) {
    return "%s-%s-%s-%s"
        .formatted(request.action(), request.template(), request.channel(), request.requestId());
  }

  /** Completes even if the move was refused; the report says why. */
  @WorkflowMethod
  Report moveChannel(Request request);

  /** A channel of a template, and the registry that has it. */
  record Target(RegistryLocation registry, String template, ChannelName channel) {}

  /**
   * A channel to move.
   *
   * @param requestId unique, chosen by the caller; part of the workflow id
   * @param from the channel whose release to take; absent for a rollback
   * @param release an id, a hash or a version; absent for the previous release, or that of {@code
   *     from}
   * @param parameters the prefix under which consumers find the channel's AMI ids; absent for none
   * @param home any region of the account
   * @param dryRun only report what would be done
   */
  @RecordBuilder
  record Request(
      String requestId,
      RegistryLocation registry,
      String template,
      ChannelName channel,
      Action action,
      Optional<ChannelName> from,
      Optional<String> release,
      Set<Rule> waived,
      Optional<ParameterPrefix> parameters,
      Region home,
      boolean dryRun)
      implements MoveChannelWorkflowRequestBuilder.With {
    public Request {
      waived = Set.copyOf(waived);
    }

    /** A request with the required parts only; {@link #with} adds the others by name. */
    public static Request of(String requestId, Action action, Target target, Region home) {
      return new Request(
          requestId,
          target.registry(),
          target.template(),
          target.channel(),
          action,
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Optional.empty(),
          home,
          false);
    }
  }

  /**
   * The result of a move.
   *
   * @param before the release to which the channel pointed
   * @param release the release to which it points, or should
   * @param violations why it was refused
   * @param parameters the values that consumers read now
   */
  @RecordBuilder
  record Report(
      String template,
      ChannelName channel,
      Outcome outcome,
      Optional<Release> before,
      Release release,
      List<Violation> violations,
      List<RegistryActivities.PublishedParameter> parameters)
      implements MoveChannelWorkflowReportBuilder.With {
    /** How it ended. */
    public enum Outcome {
      MOVED,
      /** The channel pointed there already. */
      ALREADY,
      /** The channel would be moved. */
      PLANNED,
      REFUSED
    }

    public Report {
      violations = List.copyOf(violations);
      parameters = List.copyOf(parameters);
    }

    /** Whether the channel moved but some consumers still read another value. */
    public boolean partial() {
      return parameters.stream().anyMatch(one -> one.problem().isPresent());
    }

    /** For the Web UI. */
    String markdown() {
      StringBuilder text =
          new StringBuilder(
              "**%s %s**: %s → %s (%s)\n"
                  .formatted(
                      template,
                      channel,
                      before.map(Release::label).orElse("nothing"),
                      release.label(),
                      outcome.toString().toLowerCase(Locale.ROOT)));
      violations.forEach(violation -> text.append("\n- ").append(violation));
      parameters.forEach(
          one ->
              text.append("\n- %s %s: ".formatted(one.region(), one.name()))
                  .append(
                      one.problem()
                          .orElseGet(() -> one.ami().map(AmiId::value).orElse("removed"))));
      return text.toString();
    }
  }
}
