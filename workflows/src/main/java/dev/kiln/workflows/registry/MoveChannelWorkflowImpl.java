package dev.kiln.workflows.registry;

import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.RegisteredTemplate;
import dev.kiln.model.registry.Release;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;

/** Finds the release that the user means; {@link ChannelStep} does the rest. */
public final class MoveChannelWorkflowImpl implements MoveChannelWorkflow {
  private final ChannelStep step = new ChannelStep();

  @Override
  public Report moveChannel(Request request) {
    return step.move(request, known -> target(request, known));
  }

  private static Release target(Request request, RegisteredTemplate known) {
    if (request.release().isPresent()) {
      String asked = request.release().get();
      return known
          .meant(asked)
          .orElseThrow(
              () ->
                  refused(
                      request,
                      "there is no release '%s'; kiln ami registry %s lists all releases"
                          .formatted(asked, request.template())));
    }
    Optional<ChannelName> from = request.from();
    return from.isPresent()
        ? known
            .in(from.get())
            .orElseThrow(
                () ->
                    refused(
                        request,
                        "nothing is in %s yet; kiln ami update-registry %s --channel %s adds a release"
                            .formatted(from.get(), request.template(), from.get())))
        : known
            .before(request.channel())
            .orElseThrow(
                () -> refused(request, "the channel had no earlier release; name one with --to"));
  }

  private static ApplicationFailure refused(Request request, String fact) {
    return FailureType.INVALID_REQUEST.failure(
        "cannot %s %s in %s: %s"
            .formatted(request.action().verb(), request.template(), request.channel(), fact));
  }
}
