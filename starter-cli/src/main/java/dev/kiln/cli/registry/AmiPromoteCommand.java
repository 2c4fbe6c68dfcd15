package dev.kiln.cli.registry;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
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

/** {@code kiln ami promote}. */
@Command(
    name = "promote",
    description = {
      "Point a channel to the release of another channel.",
      "It moves only if every image is available, validated and shared like the current one."
    })
public final class AmiPromoteCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(paramLabel = "<template>", description = "The template, by its name.")
  private String template = "";

  @Option(
      names = "--from",
      paramLabel = "<channel>",
      defaultValue = "dev",
      description = "The channel that has the release (default: dev).")
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "<channel>",
      defaultValue = "stable",
      description = "The channel to move (default: stable).")
  private String to = "";

  @Mixin private WaiverFlags waivers = new WaiverFlags();

  @Mixin private RegistryFlags flags = new RegistryFlags();

  @Mixin private ParameterFlags parameterFlags = new ParameterFlags();

  @Option(names = "--dry-run", description = "Show the plan and change nothing.")
  private boolean dryRun;

  public AmiPromoteCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ChannelName source = RegistryFlags.channel(from, "--from");
    ChannelName target = RegistryFlags.channel(to, "--to");
    if (source.equals(target)) {
      throw CliFailure.usage(
          "cannot promote %s from %s to itself; name two channels".formatted(template, from));
    }
    RegistryLocation registry = flags.location(invocation.console());
    Optional<ParameterPrefix> parameters = parameterFlags.prefix();
    try (Connection connection = invocation.connect()) {
      return new RegistryRun(invocation, connection)
          .move(
              MoveChannelWorkflow.Request.of(
                      UniqueId.next(),
                      Action.PROMOTE,
                      new MoveChannelWorkflow.Target(registry, template, target),
                      connection.defaultRegion())
                  .with()
                  .from(source)
                  .waived(waivers.waived())
                  .parameters(parameters)
                  .dryRun(dryRun)
                  .build());
    }
  }
}
