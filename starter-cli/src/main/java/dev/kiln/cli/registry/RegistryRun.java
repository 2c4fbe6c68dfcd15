package dev.kiln.cli.registry;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.follow.WorkRun;
import dev.kiln.cli.work.ChannelWork;
import dev.kiln.cli.work.Question;
import dev.kiln.cli.work.Starter;
import dev.kiln.model.registry.Registry;
import dev.kiln.model.registry.Successor;
import dev.kiln.workflows.registry.MoveChannelWorkflow;
import dev.kiln.workflows.registry.RecordReleaseWorkflow;
import dev.kiln.workflows.registry.RegistryWorkflow;
import dev.kiln.workflows.registry.SuccessorWorkflow;
import java.util.List;
import java.util.Optional;

/** Asks a worker to read or change a registry. */
record RegistryRun(Invocation invocation, Connection connection) {
  Registry read(RegistryWorkflow.Query query) {
    return new Starter(connection.client())
        .ask(
            new Question<>(
                RegistryWorkflow.class,
                RegistryWorkflow::id,
                "read registry " + query.registry(),
                Optional.empty(),
                reading -> reading.readRegistry(query)));
  }

  List<Successor> successors(SuccessorWorkflow.Query query) {
    return new Starter(connection.client())
        .ask(
            new Question<>(
                SuccessorWorkflow.class,
                SuccessorWorkflow::id,
                "read what %s points to in %s".formatted(query.channel(), query.registry()),
                Optional.empty(),
                reading -> reading.successors(query)));
  }

  int record(RecordReleaseWorkflow.Request request) {
    return run(ChannelWork.RECORD, request);
  }

  int move(MoveChannelWorkflow.Request request) {
    return run(ChannelWork.MOVE, request);
  }

  private <Q> int run(ChannelWork<Q> work, Q request) {
    return new WorkRun<>(invocation, connection, work, new MoveDisplay<>(invocation.style()))
        .run(request, false);
  }
}
