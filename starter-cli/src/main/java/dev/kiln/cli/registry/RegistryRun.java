package dev.kiln.cli.registry;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.follow.WorkRun;
import dev.kiln.cli.work.ChannelWork;
import dev.kiln.cli.work.Question;
import dev.kiln.cli.work.Starter;
import dev.kiln.model.registry.Registry;
import dev.kiln.model.registry.Successor;
import dev.kiln.workflows.registry.MoveRequest;
import dev.kiln.workflows.registry.RecordRequest;
import dev.kiln.workflows.registry.RegistryQuery;
import dev.kiln.workflows.registry.RegistryWorkflow;
import dev.kiln.workflows.registry.SuccessorQuery;
import dev.kiln.workflows.registry.SuccessorWorkflow;
import java.util.List;
import java.util.Optional;

/** Has a worker read or change a registry. */
record RegistryRun(Invocation invocation, Connection connection) {
  Registry read(RegistryQuery query) {
    return new Starter(connection.client())
        .ask(
            new Question<>(
                RegistryWorkflow.class,
                RegistryWorkflow::id,
                "read registry " + query.registry(),
                Optional.empty(),
                reading -> reading.readRegistry(query)));
  }

  List<Successor> successors(SuccessorQuery query) {
    return new Starter(connection.client())
        .ask(
            new Question<>(
                SuccessorWorkflow.class,
                SuccessorWorkflow::id,
                "read what %s points to in %s".formatted(query.channel(), query.registry()),
                Optional.empty(),
                reading -> reading.successors(query)));
  }

  int record(RecordRequest request) {
    return run(ChannelWork.RECORD, request);
  }

  int move(MoveRequest request) {
    return run(ChannelWork.MOVE, request);
  }

  private <Q> int run(ChannelWork<Q> work, Q request) {
    return new WorkRun<>(invocation, connection, work, new MoveDisplay<>(invocation.style()))
        .run(request, false);
  }
}
