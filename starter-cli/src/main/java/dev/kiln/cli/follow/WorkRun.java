package dev.kiln.cli.follow;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.work.Run;
import dev.kiln.cli.work.Standing;
import dev.kiln.cli.work.Starter;
import dev.kiln.cli.work.Ticket;
import dev.kiln.cli.work.Work;
import dev.kiln.cli.work.WorkFailure;
import java.util.List;
import java.util.Optional;

/** Work of any kind, from its start to the exit code of the command. */
public record WorkRun<Q, P, R>(
    Invocation invocation, Connection connection, Work<Q, P, R> work, Display<Q, P, R> display) {

  /**
   * Starts the work and, unless {@code detach}, follows it until it ends.
   *
   * @throws CliFailure if the work cannot be detached, fails, or is only partly done
   */
  public int run(Q request, boolean detach) {
    Ticket ticket = work.ticket(request);
    boolean detached = detach && !ticket.dryRun();
    if (detached && connection.embedded()) {
      throw CliFailure.usage(
          "cannot detach from %s '%s': the embedded Temporal ends with this command; omit --detach, or start a stack with kiln up"
              .formatted(work.kind().noun(), ticket.name()));
    }
    String id = new Starter(connection.client()).start(work, request);
    Run run = new Run(id, connection.webUi(id));
    return detached ? detached(request, run) : followed(request, ticket, run);
  }

  private int detached(Q request, Run run) {
    if (invocation.options().json()) {
      invocation.printJson(work.started(request, run));
    } else {
      invocation.print(display.detached(request, run));
      invocation.print(List.of("Next: " + display.statusCommand() + " " + run.id()));
    }
    return ExitCode.OK;
  }

  private int followed(Q request, Ticket ticket, Run run) {
    Outcome<P, R> outcome;
    try (View<P> view = View.of(invocation, display, work.kind().noun(), ticket.dryRun())) {
      view.say(display.head(request, run));
      outcome =
          new Follower<>(connection, work, ticket, view).follow(invocation.console().interrupts());
    }
    if (outcome.failure().isPresent()) {
      throw failed(request, run, outcome, outcome.failure().get());
    }
    outcome.report().ifPresent(report -> ended(request, run, report));
    return ExitCode.OK;
  }

  private void ended(Q request, Run run, R report) {
    Optional<String> shortfall = work.shortfall(request, report, retry(run));
    if (invocation.options().json()) {
      invocation.printJson(work.ended(request, report, run, shortfall));
    } else {
      invocation.print(display.summary(request, report));
    }
    if (shortfall.isPresent()) {
      throw new CliFailure(shortfall.get());
    }
  }

  /** The embedded Temporal forgets everything, so the same command finishes the work. */
  private String retry(Run run) {
    return connection.embedded() ? "run the same command again" : "kiln build retry " + run.id();
  }

  private CliFailure failed(Q request, Run run, Outcome<P, R> outcome, WorkFailure failure) {
    boolean cancelled = failure.kind() == WorkFailure.Kind.CANCELLED;
    if (invocation.options().json()) {
      Standing standing =
          new Standing(
              cancelled ? "cancelled" : "failed",
              false,
              outcome.elapsed(),
              Optional.of(failure.reason()));
      work.failed(request, outcome.last(), run, standing).ifPresent(invocation::printJson);
    } else {
      invocation.print(display.failed(outcome.last(), failure));
    }
    display.noteOnFailure(request, connection).ifPresent(invocation::note);
    return cancelled && outcome.interrupted()
        ? CliFailure.interrupted(failure.reason())
        : new CliFailure(failure.reason(), failure);
  }
}
