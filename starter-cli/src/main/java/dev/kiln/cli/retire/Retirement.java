package dev.kiln.cli.retire;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.follow.WorkRun;
import dev.kiln.cli.work.Question;
import dev.kiln.cli.work.RetireWork;
import dev.kiln.cli.work.Starter;
import dev.kiln.cli.work.UniqueId;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.retire.Candidate;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks a worker to plan and run a retirement, because only a worker has the credentials. */
final class Retirement {
  private final Invocation invocation;
  private final Connection connection;
  private final RegistryLocation registry;

  /**
   * Creates a retirement.
   *
   * @param registry whose channels protect images
   */
  Retirement(Invocation invocation, Connection connection, RegistryLocation registry) {
    this.invocation = invocation;
    this.connection = connection;
    this.registry = registry;
  }

  /** The plan for retiring the images with these names. */
  RetirePlanWorkflow.Plan planNamed(List<String> names, boolean withUses) {
    RetirePlanWorkflow.Plan plan =
        plan(
            new RetirePlanWorkflow.Query(
                connection.defaultRegion(),
                invocation.regions(),
                names,
                Optional.empty(),
                withUses,
                Optional.of(registry)));
    if (!plan.problems().isEmpty()) {
      throw new CliFailure(String.join("\nkiln: ", plan.problems()));
    }
    return plan;
  }

  /** The plan for a query; prints notes about regions and uses that could not be read. */
  RetirePlanWorkflow.Plan plan(RetirePlanWorkflow.Query query) {
    RetirePlanWorkflow.Plan plan =
        new Starter(connection.client())
            .ask(
                new Question<>(
                    RetirePlanWorkflow.class,
                    RetirePlanWorkflow::id,
                    "find what uses images",
                    Optional.of("find the uses of the images"),
                    planning -> planning.planRetirement(query)));
    plan.notes().forEach(invocation::note);
    return plan;
  }

  /** The request that carries out a plan. */
  RetireWorkflow.Request request(
      RetireWorkflow.Action action,
      RetirePlanWorkflow.Plan plan,
      boolean force,
      Optional<Instant> at) {
    return new RetireWorkflow.Request(
        UniqueId.next(),
        action,
        connection.defaultRegion(),
        plan.candidates().stream().map(Candidate::image).toList(),
        plan.orphans(),
        force,
        at,
        Optional.of(registry),
        plan.othersLater());
  }

  /** Carries it out and, unless {@code detach}, follows it until it ends. */
  int run(RetireWorkflow.Request request, RetirePlanWorkflow.Plan plan, boolean detach) {
    Optional<RetirePlanWorkflow.Plan> planned = Optional.of(plan);
    return new WorkRun<>(
            invocation,
            connection,
            new RetireWork(planned),
            new RetireDisplay(invocation.style(), planned))
        .run(request, detach);
  }
}
