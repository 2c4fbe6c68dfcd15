package dev.kiln.cli.started;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.follow.Display;
import dev.kiln.cli.follow.RefusalNarration;
import dev.kiln.cli.follow.WorkRun;
import dev.kiln.cli.json.BuildDocument;
import dev.kiln.cli.progress.BuildSnapshot;
import dev.kiln.cli.text.HumanText;
import dev.kiln.cli.work.BuildWork;
import dev.kiln.cli.work.KnownWork;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
import dev.kiln.cli.work.Started;
import dev.kiln.cli.work.Work;
import dev.kiln.cli.work.WorkFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Work of any kind, started earlier here or elsewhere, found by its id. */
record StartedWork<Q, P, R>(
    Invocation invocation, Connection connection, Work<Q, P, R> work, Started<Q, P, R> started) {

  /**
   * Finds work of any kind.
   *
   * @throws CliFailure if this connection keeps no work
   * @throws WorkFailure if there is no such work
   */
  static StartedWork<?, ?, ?> find(Invocation invocation, Connection connection, String id) {
    Work<?, ?, ?> work = KnownWork.of(id).orElseThrow(() -> WorkFailure.unknown(id));
    return of(invocation, connection, work, id);
  }

  private static <Q, P, R> StartedWork<Q, P, R> of(
      Invocation invocation, Connection connection, Work<Q, P, R> work, String id) {
    return new StartedWork<>(invocation, connection, work, started(connection, work, id));
  }

  /** Finds a build. */
  static Started<?, BuildSnapshot, ?> build(Connection connection, String id) {
    return started(connection, new BuildWork(), id);
  }

  private static <Q, P, R> Started<Q, P, R> started(
      Connection connection, Work<Q, P, R> work, String id) {
    if (id.isBlank()) {
      throw CliFailure.usage(
          "cannot find a build: its id is empty; list builds with kiln build list");
    }
    if (connection.embedded()) {
      throw new CliFailure(
          "cannot find %s '%s': the embedded Temporal forgets it when its command ends; start a stack that keeps it with kiln up"
              .formatted(work.kind().noun(), id));
    }
    return Started.find(connection.client(), work, id);
  }

  private Run run() {
    return new Run(started.id(), connection.webUi(started.id()));
  }

  /** Prints the progress. If the work failed, this command still succeeds. */
  int status() {
    Optional<P> progress = started.progress();
    Standing standing = started.standing(progress, invocation.console().clock());
    Run run = run();
    if (invocation.options().json()) {
      invocation.printJson(
          progress
              .map(known -> work.status(known, run, standing))
              .orElseGet(() -> work.unanswered(run, standing)));
      return ExitCode.OK;
    }
    Display<Q, P, R> display = Displays.of(work, invocation);
    invocation.print(
        progress
            .map(known -> display.status(known, run, standing))
            .orElseGet(() -> unanswered(run, standing)));
    started
        .obstacle()
        .map(refusal -> RefusalNarration.all(Map.of(work.kind().noun(), refusal)))
        .ifPresent(invocation::print);
    standing.failure().map(List::of).ifPresent(invocation::print);
    if (standing.state().equals("partial") && !standing.running() && work.kind().retriable()) {
      invocation.print(List.of("Next: kiln build retry " + run.id()));
    }
    return ExitCode.OK;
  }

  private List<String> unanswered(Run run, Standing standing) {
    List<String> lines = new ArrayList<>();
    lines.add("ID:        " + run.id());
    lines.add("State:     " + standing.state());
    lines.add("Elapsed:   " + HumanText.duration(standing.elapsed()));
    lines.add("Progress:  unknown: no worker answers");
    run.webUi().ifPresent(link -> lines.add("Web UI:    " + link));
    return lines;
  }

  /** Cancels the work and, unless {@code detach}, waits until it has cleaned up. */
  int cancel(boolean detach) {
    started.cancel();
    String state = detach ? "cancelling" : started.awaitEnd();
    if (invocation.options().json()) {
      invocation.printJson(BuildDocument.head(started.id(), state, run().webUi()));
    } else {
      String subject = HumanText.capitalized(work.kind().noun());
      invocation.print(List.of(subject + " " + started.id() + " is " + state + "."));
    }
    return ExitCode.OK;
  }

  /** Finishes work that is only partly done. */
  int retry(boolean detach) {
    Optional<Q> again = started.again();
    if (again.isEmpty()) {
      invocation.note("nothing is missing of '" + started.id() + "'");
      return ExitCode.OK;
    }
    return new WorkRun<>(invocation, connection, work, Displays.of(work, invocation))
        .run(again.get(), detach);
  }
}
