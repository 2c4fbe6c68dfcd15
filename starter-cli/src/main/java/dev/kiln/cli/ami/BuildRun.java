package dev.kiln.cli.ami;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.copy.RegionText;
import dev.kiln.cli.copy.Retry;
import dev.kiln.cli.follow.BuildEnd;
import dev.kiln.cli.follow.BuildFollower;
import dev.kiln.cli.follow.BuildView;
import dev.kiln.cli.json.BuildDocument;
import dev.kiln.workflows.build.BuildWorkflow;
import java.util.List;
import java.util.Optional;

/** One build, from its start to its exit code. */
public final class BuildRun {
  private final Invocation invocation;
  private final Connection connection;
  private final BuildWorkflow.Request request;

  public BuildRun(Invocation invocation, Connection connection, BuildWorkflow.Request request) {
    this.invocation = invocation;
    this.connection = connection;
    this.request = request;
  }

  /** Starts it, and stays with it unless it is to be left alone. */
  public int run(boolean detach) {
    if (detach && connection.embedded()) {
      throw CliFailure.usage(
          "cannot detach from build '%s': the embedded Temporal ends with this command; leave out --detach, or start a stack with kiln up"
              .formatted(request.name()));
    }
    return detach ? detached() : followed();
  }

  private int detached() {
    String id = new BuildStart(connection.client(), request).build();
    Optional<String> webUi = connection.webUi(id);
    if (invocation.options().json()) {
      invocation.printJson(BuildDocument.started(request, id, webUi));
    } else {
      invocation.print(new ChainText(invocation.style()).lines(request.layers()));
      invocation.print(started(id, webUi));
      invocation.print(List.of("Next: kiln build status " + id));
    }
    return ExitCode.OK;
  }

  private int followed() {
    BuildEnd end;
    String id = new BuildStart(connection.client(), request).build();
    Optional<String> webUi = connection.webUi(id);
    try (BuildView view = BuildViews.of(invocation)) {
      new ChainText(invocation.style()).lines(request.layers()).forEach(view::say);
      started(id, webUi).forEach(view::say);
      end = new BuildFollower(connection, invocation.console().interrupts(), view, id).follow();
    }
    if (invocation.options().json()) {
      invocation.printJson(BuildDocument.ended(request, id, end, webUi));
    } else {
      invocation.print(
          new BuildSummary(invocation.style(), invocation.console().clock()).lines(end));
    }
    if (end.failure().isPresent() && request.policy().keepFailed()) {
      connection.cloudAgain().ifPresent(this::tellOfCloud);
    }
    end.failure()
        .or(
            () ->
                end.report()
                    .filter(BuildWorkflow.Report::isPartial)
                    .map(report -> partial(report, Retry.hint(connection, id))))
        .ifPresent(
            failure -> {
              throw failure;
            });
    return ExitCode.OK;
  }

  private static CliFailure partial(BuildWorkflow.Report report, String retry) {
    return RegionText.partial("build '" + report.name() + "'", report.regions(), retry);
  }

  /** Where a builder is kept is of no use while its cloud does not run. */
  private void tellOfCloud(String command) {
    invocation.note("the cloud of a kept builder ends with this command; run it with " + command);
  }

  private static List<String> started(String id, Optional<String> webUi) {
    return webUi
        .map(link -> List.of("", "Build ID: " + id, "Web UI:   " + link))
        .orElse(List.of("", "Build ID: " + id));
  }
}
