package dev.kiln.cli.retire;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.ExitCode;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.follow.Follower;
import dev.kiln.model.Region;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.retire.Candidate;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.SearchAttributes;
import dev.kiln.workflows.TaskQueues;
import dev.kiln.workflows.retire.RetirePlanWorkflow;
import dev.kiln.workflows.retire.RetireWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/** Has images looked at and ended where the credentials are: by a worker. */
final class Retirement {
  private final Invocation invocation;
  private final Connection connection;
  private final RegistryLocation registry;

  /**
   * Prepares.
   *
   * @param registry whose channels keep images
   */
  Retirement(Invocation invocation, Connection connection, RegistryLocation registry) {
    this.invocation = invocation;
    this.connection = connection;
    this.registry = registry;
  }

  /** What ending the images with these names would mean. */
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

  /** What a query gives, with what could not be looked at told beside it. */
  RetirePlanWorkflow.Plan plan(RetirePlanWorkflow.Query query) {
    RetirePlanWorkflow workflow =
        connection
            .client()
            .newWorkflowStub(
                RetirePlanWorkflow.class,
                options(RetirePlanWorkflow.id(UUID.randomUUID().toString()))
                    .setStaticSummary("see what uses images")
                    .build());
    try {
      RetirePlanWorkflow.Plan plan = workflow.planRetirement(query);
      plan.notes().forEach(invocation::note);
      return plan;
    } catch (WorkflowFailedException failure) {
      throw new CliFailure("cannot find out what uses the images: " + fact(failure), failure);
    }
  }

  private static String fact(Throwable failure) {
    return FailureType.applicationFailureIn(failure)
        .map(ApplicationFailure::getOriginalMessage)
        .orElse(String.valueOf(failure.getMessage()));
  }

  /** The request that does what was planned. */
  RetireWorkflow.Request request(
      RetireWorkflow.Action action,
      RetirePlanWorkflow.Plan plan,
      boolean force,
      Optional<Instant> at) {
    return new RetireWorkflow.Request(
        UUID.randomUUID().toString().substring(0, 8),
        action,
        connection.defaultRegion(),
        plan.candidates().stream().map(Candidate::image).toList(),
        plan.orphans(),
        force,
        at,
        Optional.of(registry));
  }

  /** Does it and stays until it is done, unless it is to be left alone. */
  int run(RetireWorkflow.Request request, RetirePlanWorkflow.Plan plan, boolean detach) {
    if (detach && connection.embedded()) {
      throw CliFailure.usage(
          "cannot detach: the embedded Temporal ends with this command; leave out --detach, or start a stack with kiln up");
    }
    RetireWorkflow workflow =
        connection
            .client()
            .newWorkflowStub(
                RetireWorkflow.class,
                options(RetireWorkflow.id(request))
                    .setStaticSummary(request.summary())
                    .setTypedSearchAttributes(attributes(request))
                    .build());
    String id = WorkflowClient.start(workflow::retire, request).getWorkflowId();
    RetireText text = new RetireText(invocation, request.action());
    if (detach) {
      text.started(id, connection.webUi(id));
      return ExitCode.OK;
    }
    Follower<RetireWorkflow.Report> follower =
        new Follower<>(
            connection.client().newUntypedWorkflowStub(id),
            invocation.console().interrupts(),
            workflow::retireProgress,
            text::show,
            text::stopping);
    try {
      RetireWorkflow.Report report = follower.follow(RetireWorkflow.Report.class);
      text.show(report);
      text.ended(report, plan);
      return report.complete() ? ExitCode.OK : ExitCode.FAILED;
    } catch (ExecutionException failed) {
      Throwable failure = Optional.ofNullable(failed.getCause()).orElse(failed);
      throw new CliFailure("cannot " + request.summary() + ": " + fact(failure), failure);
    }
  }

  private static io.temporal.common.SearchAttributes attributes(RetireWorkflow.Request request) {
    io.temporal.common.SearchAttributes.Builder attributes =
        io.temporal.common.SearchAttributes.newBuilder();
    if (request.images().size() == 1) {
      attributes.set(SearchAttributes.AMI, request.images().get(0).image().ami().value());
      attributes.set(SearchAttributes.REGION, request.images().get(0).image().region().value());
    }
    return attributes.build();
  }

  private static WorkflowOptions.Builder options(String id) {
    return WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.BUILD).setWorkflowId(id);
  }

  /**
   * The user's word, or the command that gives it.
   *
   * @param question as in {@code Delete these AMIs?}
   * @param command what to run where nobody can be asked, but for the regions and the word itself
   */
  void confirm(String question, String command) {
    if (invocation.options().yes()) {
      return;
    }
    Optional<String> answer =
        invocation.options().json()
            ? Optional.empty()
            : invocation.console().terminal().ask(question + " [y/N]");
    if (answer.isEmpty()) {
      throw new CliFailure(
          "cannot ask '"
              + question
              + "': there is no terminal; nothing was changed. To do it, run: "
              + command
              + regions()
              + " --yes");
    }
    if (!answer.get().strip().toLowerCase(java.util.Locale.ROOT).matches("y|yes")) {
      throw new CliFailure("nothing was changed");
    }
  }

  /** Elsewhere the same command would mean other images. */
  private String regions() {
    List<Region> named = invocation.regions();
    return named.isEmpty()
        ? ""
        : " --region " + String.join(",", named.stream().map(Region::value).toList());
  }
}
