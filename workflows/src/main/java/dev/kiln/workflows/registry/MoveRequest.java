package dev.kiln.workflows.registry;

import dev.kiln.model.Region;
import dev.kiln.model.registry.Channel.Action;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.ParameterPrefix;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.registry.Rule;
import java.util.Optional;
import java.util.Set;

/**
 * A channel to move.
 *
 * @param requestId unique, chosen by the caller; part of the workflow id
 * @param from the channel that shows where to; absent for a rollback
 * @param release an id, a hash or a version; absent for the release before, or that of {@code from}
 * @param parameters where consumers read what the channel points to; absent if nowhere
 * @param home any region of the account
 * @param dryRun only tell what would be done
 */
public record MoveRequest(
    String requestId,
    RegistryLocation registry,
    String template,
    ChannelName channel,
    Action action,
    Optional<ChannelName> from,
    Optional<String> release,
    Set<Rule> waived,
    Optional<ParameterPrefix> parameters,
    Region home,
    boolean dryRun) {
  public MoveRequest {
    waived = Set.copyOf(waived);
  }
}
