package dev.kiln.workflows.registry;

import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.registry.Channel;
import dev.kiln.model.registry.Channel.Action;
import dev.kiln.model.registry.ChannelGuard;
import dev.kiln.model.registry.RegisteredTemplate;
import dev.kiln.model.registry.Release;
import dev.kiln.model.registry.Violation;
import dev.kiln.model.share.ImageCopies;
import dev.kiln.model.share.Permissions;
import dev.kiln.workflows.ActivityStubs;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.WorkflowClock;
import dev.kiln.workflows.catalog.CatalogActivities;
import dev.kiln.workflows.registry.MoveChannelWorkflow.Report;
import dev.kiln.workflows.registry.MoveChannelWorkflow.Report.Outcome;
import dev.kiln.workflows.registry.MoveChannelWorkflow.Request;
import dev.kiln.workflows.share.ShareActivities;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One move of a channel. The objections depend on the release to which the channel points now. So
 * if somebody else moves the channel meanwhile, this step judges the move again and never just
 * repeats it.
 */
final class ChannelStep {
  /** After losing this often, two callers are probably in a loop with each other. */
  private static final int TRIES = 10;

  private final RegistryActivities registry = ActivityStubs.calls(RegistryActivities.class);
  private final CatalogActivities catalog = ActivityStubs.calls(CatalogActivities.class);
  private final ShareActivities sharing = ActivityStubs.calls(ShareActivities.class);
  private final ParameterStep parameters = new ParameterStep();

  /**
   * Moves the channel, unless there is an objection.
   *
   * @param target finds the release in the registry's entry for the template
   */
  Report move(Request request, Function<RegisteredTemplate, Release> target) {
    for (int i = 0; i < TRIES; i++) {
      RegisteredTemplate known = known(request);
      Optional<Release> before = known.in(request.channel());
      Release to = target.apply(known);
      ChannelGuard guard = guard(request, before, to);
      List<Violation> violations = guard.violations(before, to);
      if (!violations.isEmpty()) {
        return report(request, Outcome.REFUSED, before, to, violations);
      }
      if (request.dryRun()) {
        return report(request, Outcome.PLANNED, before, to, violations);
      }
      if (before.map(Release::id).filter(to.id()::equals).isPresent()) {
        return published(request, report(request, Outcome.ALREADY, before, to, violations));
      }
      if (registry.moveChannel(order(request, before, to, guard))
          == RegistryActivities.ChannelMoved.MOVED) {
        return published(request, report(request, Outcome.MOVED, before, to, violations));
      }
    }
    throw FailureType.NO_PROGRESS.failure(
        "cannot %s %s in %s: somebody else moved the channel each of %d times; try again"
            .formatted(request.action().verb(), request.template(), request.channel(), TRIES));
  }

  private Report published(Request request, Report report) {
    Report complete = report.withParameters(parameters.publish(request, report));
    Workflow.setCurrentDetails(complete.markdown());
    return complete;
  }

  private RegisteredTemplate known(Request request) {
    return registry
        .readTemplate(request.registry(), request.template())
        .or(() -> firstOf(request))
        .orElseThrow(
            () ->
                FailureType.INVALID_REQUEST.failure(
                    "cannot %s %s: registry '%s' does not know it; kiln ami update-registry %s records it"
                        .formatted(
                            request.action().verb(),
                            request.template(),
                            request.registry(),
                            request.template())));
  }

  /** A dry run may ask about a template that was never recorded. */
  private static Optional<RegisteredTemplate> firstOf(Request request) {
    return request.dryRun() && request.action() == Action.RECORD
        ? Optional.of(RegisteredTemplate.NEW)
        : Optional.empty();
  }

  private ChannelGuard guard(Request request, Optional<Release> before, Release to) {
    Map<Region, Set<AmiId>> wanted =
        Stream.concat(before.stream(), Stream.of(to))
            .flatMap(release -> release.entries().stream())
            .collect(
                Collectors.groupingBy(
                    Release.Entry::region,
                    TreeMap::new,
                    Collectors.mapping(entry -> entry.image().ami(), Collectors.toSet())));
    Map<RegionalAmi, KilnImage> images = new TreeMap<>();
    Map<RegionalAmi, Permissions> permissions = new TreeMap<>();
    List<Promise<Void>> looks =
        wanted.entrySet().stream()
            .map(
                one ->
                    Async.procedure(
                        () ->
                            look(
                                request.template(),
                                one.getKey(),
                                one.getValue(),
                                images,
                                permissions)))
            .toList();
    looks.forEach(Promise::get);
    return new ChannelGuard(images, permissions, request.waived());
  }

  private void look(
      String template,
      Region region,
      Set<AmiId> wanted,
      Map<RegionalAmi, KilnImage> images,
      Map<RegionalAmi, Permissions> permissions) {
    List<KilnImage> found =
        catalog.listImages(region, Optional.of(template)).stream()
            .filter(image -> wanted.contains(image.ami()))
            .toList();
    found.forEach(image -> images.put(ImageCopies.place(image), image));
    sharing
        .readPermissions(region, found.stream().map(KilnImage::ami).sorted().toList())
        .forEach((ami, read) -> permissions.put(new RegionalAmi(region, ami), read));
  }

  private static RegistryActivities.ChannelOrder order(
      Request request, Optional<Release> before, Release to, ChannelGuard guard) {
    Instant now = WorkflowClock.now();
    return new RegistryActivities.ChannelOrder(
        request.registry(),
        request.template(),
        request.channel(),
        new Channel.Move(
            to.id(),
            before.map(Release::id),
            now,
            request.action(),
            Workflow.getInfo().getWorkflowId()),
        guard.validated(to).stream().map(RegionalAmi::ami).collect(Collectors.toSet()));
  }

  private static Report report(
      Request request,
      Outcome outcome,
      Optional<Release> before,
      Release to,
      List<Violation> violations) {
    Report report =
        new Report(
            request.template(), request.channel(), outcome, before, to, violations, List.of());
    Workflow.setCurrentDetails(report.markdown());
    return report;
  }
}
