package dev.kiln.localcloud.ssm;

import dev.kiln.localcloud.state.StoredCommand;
import dev.kiln.localcloud.state.StoredInvocation;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.model.Command;
import software.amazon.awssdk.services.ssm.model.CommandInvocation;
import software.amazon.awssdk.services.ssm.model.CommandPlugin;

/** Commands and their invocations as SSM shows them. */
final class CommandDescriptions {
  /** ListCommandInvocations gives less of the output than GetCommandInvocation does. */
  private static final int LISTED_OUTPUT = 2_500;

  static final String PLUGIN = "aws:runShellScript";

  private CommandDescriptions() {}

  static Command command(StoredCommand command, List<StoredInvocation> invocations) {
    List<StoredInvocation> open = invocations.stream().filter(one -> !one.isFinal()).toList();
    Optional<StoredInvocation> decisive =
        open.stream()
            .filter(one -> !one.status().equals("Pending"))
            .findFirst()
            .or(() -> open.stream().findFirst())
            .or(
                () ->
                    invocations.stream().filter(one -> !one.status().equals("Success")).findFirst())
            .or(() -> invocations.stream().findFirst());
    String status = decisive.map(StoredInvocation::status).orElse("Pending");
    return command.body().toBuilder()
        .status(status)
        .statusDetails(decisive.map(StoredInvocation::details).orElse(status))
        .completedCount(invocations.size() - open.size())
        .errorCount((int) invocations.stream().filter(one -> one.status().equals("Failed")).count())
        .deliveryTimedOutCount(0)
        .build();
  }

  static CommandInvocation invocation(
      StoredCommand command, StoredInvocation invocation, boolean details) {
    CommandInvocation.Builder view =
        CommandInvocation.builder()
            .commandId(command.id())
            .instanceId(invocation.instance())
            .instanceName("")
            .comment(command.body().comment())
            .documentName(command.body().documentName())
            .documentVersion(command.body().documentVersion())
            .requestedDateTime(command.createdAt())
            .status(invocation.status())
            .statusDetails(invocation.details())
            .standardOutputUrl("")
            .standardErrorUrl("");
    if (details) {
      view.commandPlugins(plugin(invocation));
    }
    return view.build();
  }

  private static CommandPlugin plugin(StoredInvocation invocation) {
    String output = invocation.output() + invocation.errors();
    return CommandPlugin.builder()
        .name(PLUGIN)
        .status(invocation.status())
        .statusDetails(invocation.details())
        .responseCode(invocation.exitCode())
        .responseStartDateTime(invocation.startedAt().orElse(null))
        .responseFinishDateTime(invocation.endedAt().orElse(null))
        .output(output.length() > LISTED_OUTPUT ? output.substring(0, LISTED_OUTPUT) : output)
        .build();
  }
}
