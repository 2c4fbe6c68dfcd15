package dev.kiln.activities.image;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.Page;
import dev.kiln.model.Region;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ssm.model.Command;
import software.amazon.awssdk.services.ssm.model.CommandFilter;
import software.amazon.awssdk.services.ssm.model.CommandFilterKey;
import software.amazon.awssdk.services.ssm.model.CommandInvocation;
import software.amazon.awssdk.services.ssm.model.ListCommandInvocationsRequest;

/**
 * A command that Systems Manager has accepted.
 *
 * @param at the time by AWS's clock, not by ours
 */
record SentCommand(String id, Instant at) {
  private static final int PAGE = 50;

  static SentCommand of(Command command) {
    return new SentCommand(
        command.commandId(),
        Optional.ofNullable(command.requestedDateTime()).orElseGet(Instant::now));
  }

  /**
   * Reads the states of commands, with fewer calls than commands if they are the account's latest.
   * Other people's commands lie between ours: once a page has none of ours, Kiln asks for the rest
   * one by one, so that a long history costs nothing.
   */
  static Map<SentCommand, CommandInvocation> read(
      AwsCalls aws, Region region, Set<SentCommand> sent) {
    Map<SentCommand, CommandInvocation> found = new HashMap<>();
    Map<String, SentCommand> missing =
        sent.stream().collect(Collectors.toMap(SentCommand::id, Function.identity()));
    CommandFilter notOlder =
        CommandFilter.builder().key(CommandFilterKey.INVOKED_AFTER).value(oldest(sent)).build();
    Optional<String> token = Optional.empty();
    boolean useful = missing.size() > 1;
    while (useful) {
      String from = token.orElse(null);
      Page<CommandInvocation> page =
          page(aws, region, request -> request.filters(notOlder).nextToken(from));
      token = page.next();
      useful = take(page.items(), missing, found) && missing.size() > 1 && token.isPresent();
    }
    for (String id : Set.copyOf(missing.keySet())) {
      take(page(aws, region, request -> request.commandId(id)).items(), missing, found);
    }
    return found;
  }

  private static Page<CommandInvocation> page(
      AwsCalls aws, Region region, Consumer<ListCommandInvocationsRequest.Builder> which) {
    return aws.ssm()
        .call(
            region,
            "ListCommandInvocations",
            ssm -> {
              var answer = ssm.listCommandInvocations(which.andThen(r -> r.maxResults(PAGE)));
              return Page.of(answer.commandInvocations(), answer.nextToken());
            });
  }

  /** Whether any of the invocations was missing. */
  private static boolean take(
      List<CommandInvocation> listed,
      Map<String, SentCommand> missing,
      Map<SentCommand, CommandInvocation> found) {
    int before = missing.size();
    for (CommandInvocation invocation : listed) {
      Optional.ofNullable(missing.remove(invocation.commandId()))
          .ifPresent(command -> found.put(command, invocation));
    }
    return missing.size() < before;
  }

  /** The filter takes whole seconds, and must not leave out the oldest itself. */
  private static String oldest(Set<SentCommand> sent) {
    Instant oldest =
        sent.stream().map(SentCommand::at).min(Comparator.naturalOrder()).orElseThrow();
    return oldest.truncatedTo(ChronoUnit.SECONDS).minusSeconds(1).toString();
  }
}
