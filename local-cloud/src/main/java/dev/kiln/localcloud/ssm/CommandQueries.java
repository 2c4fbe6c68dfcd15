package dev.kiln.localcloud.ssm;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Page;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.StoredCommand;
import dev.kiln.localcloud.state.StoredInvocation;
import dev.kiln.localcloud.wire.AwsFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ssm.model.CommandFilter;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationRequest;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationResponse;
import software.amazon.awssdk.services.ssm.model.ListCommandInvocationsRequest;
import software.amazon.awssdk.services.ssm.model.ListCommandInvocationsResponse;
import software.amazon.awssdk.services.ssm.model.ListCommandsRequest;
import software.amazon.awssdk.services.ssm.model.ListCommandsResponse;

/** Queries about commands; the newest come first, as in SSM. */
final class CommandQueries {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Datacenter datacenter;

  CommandQueries(Datacenter datacenter) {
    this.datacenter = datacenter;
  }

  Map<String, Action> all() {
    return Map.of(
        "GetCommandInvocation", Action.of(GetCommandInvocationRequest::builder, this::get),
        "ListCommands", Action.of(ListCommandsRequest::builder, this::commands),
        "ListCommandInvocations",
            Action.of(ListCommandInvocationsRequest::builder, this::invocations));
  }

  private SdkPojo get(Call call, GetCommandInvocationRequest request) {
    String key =
        StoredInvocation.key(
            String.valueOf(request.commandId()), String.valueOf(request.instanceId()));
    StoredInvocation found =
        datacenter
            .store()
            .find(StoredInvocation.class, key)
            .filter(one -> one.place().equals(call.place()))
            .filter(one -> !datacenter.hides(call, key, one.createdAt()))
            .orElseThrow(
                () ->
                    AwsFailure.refused("InvocationDoesNotExist", "The invocation does not exist"));
    StoredCommand command = command(found);
    return GetCommandInvocationResponse.builder()
        .commandId(found.command())
        .instanceId(found.instance())
        .comment(command.body().comment())
        .documentName(command.body().documentName())
        .documentVersion(command.body().documentVersion())
        .pluginName(CommandDescriptions.PLUGIN)
        .responseCode(found.exitCode())
        .executionStartDateTime(moment(found.startedAt()))
        .executionEndDateTime(moment(found.endedAt()))
        .executionElapsedTime(elapsed(found))
        .status(found.status())
        .statusDetails(found.details())
        .standardOutputContent(found.output())
        .standardErrorContent(found.errors())
        .standardOutputUrl("")
        .standardErrorUrl("")
        .build();
  }

  /** As Systems Manager writes it: to the millisecond; empty while there is none. */
  private static String moment(Optional<Instant> time) {
    return time.map(MOMENT::format).orElse("");
  }

  private static String elapsed(StoredInvocation invocation) {
    return invocation
        .startedAt()
        .flatMap(start -> invocation.endedAt().map(end -> Duration.between(start, end)))
        .map(time -> time.truncatedTo(ChronoUnit.MILLIS).toString())
        .orElse("");
  }

  private StoredCommand command(StoredInvocation invocation) {
    return datacenter.store().find(StoredCommand.class, invocation.command()).orElseThrow();
  }

  private SdkPojo commands(Call call, ListCommandsRequest request) {
    List<StoredCommand> found =
        invoked(call, request.commandId(), request.instanceId(), request.filters())
            .map(this::command)
            .distinct()
            .toList();
    Page<StoredCommand> page =
        Page.of(found, StoredCommand::id, request.maxResults(), request.nextToken());
    return ListCommandsResponse.builder()
        .commands(
            page.items().stream()
                .map(one -> CommandDescriptions.command(one, invocationsOf(one)))
                .toList())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private List<StoredInvocation> invocationsOf(StoredCommand command) {
    return datacenter.store().all(StoredInvocation.class).stream()
        .filter(one -> one.command().equals(command.id()))
        .toList();
  }

  private SdkPojo invocations(Call call, ListCommandInvocationsRequest request) {
    boolean details = Boolean.TRUE.equals(request.details());
    List<StoredInvocation> found =
        invoked(call, request.commandId(), request.instanceId(), request.filters()).toList();
    Page<StoredInvocation> page =
        Page.of(found, StoredInvocation::id, request.maxResults(), request.nextToken());
    return ListCommandInvocationsResponse.builder()
        .commandInvocations(
            page.items().stream()
                .map(one -> CommandDescriptions.invocation(command(one), one, details))
                .toList())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private Stream<StoredInvocation> invoked(
      Call call,
      @Nullable String commandId,
      @Nullable String instanceId,
      List<CommandFilter> filters) {
    return datacenter.store().all(StoredInvocation.class).stream()
        .filter(one -> one.place().equals(call.place()))
        .filter(one -> commandId == null || one.command().equals(commandId))
        .filter(one -> instanceId == null || one.instance().equals(instanceId))
        .filter(one -> filters.stream().allMatch(filter -> passes(filter, one)))
        .filter(one -> !datacenter.hides(call, one.id(), one.createdAt()))
        .sorted(Comparator.comparing(StoredInvocation::createdAt).reversed());
  }

  private boolean passes(CommandFilter filter, StoredInvocation invocation) {
    String value = Optional.ofNullable(filter.value()).orElse("");
    return switch (Optional.ofNullable(filter.keyAsString()).orElse("")) {
      case "InvokedAfter" -> invocation.createdAt().isAfter(instant(value));
      case "InvokedBefore" -> invocation.createdAt().isBefore(instant(value));
      case "Status" -> invocation.status().equals(value);
      case "DocumentName" -> value.equals(command(invocation).body().documentName());
      case "ExecutionStage" -> invocation.isFinal() == value.equals("Complete");
      default ->
          throw AwsFailure.refused(
              "InvalidFilterKey", "The specified key is not valid: " + filter.keyAsString());
    };
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException malformed) {
      throw AwsFailure.refused("ValidationException", "'" + text + "' is not a time");
    }
  }
}
