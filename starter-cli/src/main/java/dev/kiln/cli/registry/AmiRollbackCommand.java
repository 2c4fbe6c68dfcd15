package dev.kiln.cli.registry;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.work.UniqueId;
import dev.kiln.model.registry.Channel.Action;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.ParameterPrefix;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.workflows.registry.MoveChannelWorkflow;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln ami rollback}. */
@Command(
    name = "rollback",
    description = {
      "Point a channel back to an earlier release.",
      "The images of that release must still be available, and shared like the current ones."
    })
public final class AmiRollbackCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "<template>", description = "The template, by its name.")
  private String template = "";

  @Option(
      names = "--channel",
      paramLabel = "<channel>",
      defaultValue = "stable",
      description = "The channel to move (default: stable).")
  private String channel = "";

  @Option(
      names = "--to",
      paramLabel = "<release|version>",
      description = "The release to return to (default: the channel's previous one).")
  private Optional<String> to = Optional.empty();

  @Mixin private WaiverFlags waivers = new WaiverFlags();

  @Mixin private RegistryFlags flags = new RegistryFlags();

  @Mixin private ParameterFlags parameterFlags = new ParameterFlags();

  @Option(names = "--dry-run", description = "Show the plan and change nothing.")
  private boolean dryRun;

  public AmiRollbackCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ChannelName moved = RegistryFlags.channel(channel, "--channel");
    RegistryLocation registry = flags.location(invocation.console());
    Optional<ParameterPrefix> parameters = parameterFlags.prefix();
    try (Connection connection = invocation.connect()) {
      return new RegistryRun(invocation, connection)
          .move(
              MoveChannelWorkflow.Request.of(
                      UniqueId.next(),
                      Action.ROLLBACK,
                      new MoveChannelWorkflow.Target(registry, template, moved),
                      connection.defaultRegion())
                  .with()
                  .release(to)
                  .waived(waivers.waived())
                  .parameters(parameters)
                  .dryRun(dryRun)
                  .build());
    }
  }
}
