package dev.kiln.cli.registry;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.files.ChainFlags;
import dev.kiln.cli.files.CompiledChain;
import dev.kiln.cli.work.UniqueId;
import dev.kiln.model.Architecture;
import dev.kiln.model.chain.Chain;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.plan.Prices;
import dev.kiln.model.registry.Channel.Action;
import dev.kiln.model.registry.ChannelName;
import dev.kiln.model.registry.ParameterPrefix;
import dev.kiln.model.registry.RegisteredTemplate;
import dev.kiln.model.registry.RegistryLocation;
import dev.kiln.model.registry.Release;
import dev.kiln.model.registry.Rule;
import dev.kiln.workflows.registry.MoveChannelWorkflow;
import dev.kiln.workflows.registry.RecordReleaseWorkflow;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln ami update-registry}. */
@Command(
    name = "update-registry",
    description = {
      "Record a template's current images as a release, and move a channel to it.",
      "Kiln looks for the newest images of the current template, in all regions or those of"
          + " --region, and for all architectures or those of --arch."
    })
public final class AmiUpdateRegistryCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      paramLabel = "<file|name>",
      description = "The template: a file, an installed template's name, or an https address.")
  private String template = "";

  @Option(
      names = "--channel",
      paramLabel = "<channel>",
      defaultValue = "dev",
      description = "The channel to move (default: dev, which also accepts unvalidated images).")
  private String channel = "";

  @Mixin private ChainFlags chainFlags = new ChainFlags();

  @Option(
      names = "--version",
      paramLabel = "<version>",
      description = "The version to record (default: the template's own).")
  private Optional<String> version = Optional.empty();

  @Mixin private WaiverFlags waivers = new WaiverFlags();

  @Mixin private RegistryFlags flags = new RegistryFlags();

  @Mixin private ParameterFlags parameterFlags = new ParameterFlags();

  @Option(names = "--dry-run", description = "Show the plan and change nothing.")
  private boolean dryRun;

  public AmiUpdateRegistryCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ChannelName moved = RegistryFlags.channel(channel, "--channel");
    RegistryLocation registry = flags.location(invocation.console());
    Optional<ParameterPrefix> parameters = parameterFlags.prefix();
    List<Architecture> wanted = chainFlags.named();
    CompiledChain compiled = chainFlags.read(invocation, template);
    LayerSpec top = compiled.top();
    try (Connection connection = invocation.connect()) {
      MoveChannelWorkflow.Request move =
          MoveChannelWorkflow.Request.of(
                  UniqueId.next(),
                  Action.RECORD,
                  new MoveChannelWorkflow.Target(registry, top.template(), moved),
                  connection.defaultRegion())
              .with()
              .waived(waived(moved))
              .parameters(parameters)
              .dryRun(dryRun)
              .build();
      return new RegistryRun(invocation, connection)
          .record(
              new RecordReleaseWorkflow.Request(
                  move,
                  card(compiled.chain(), top),
                  top.hash(),
                  version.or(top::version),
                  parent(compiled.layers()),
                  invocation.regions(),
                  wanted));
    }
  }

  /** Nobody has tested a new image yet, and dev is the channel for testing it. */
  private Set<Rule> waived(ChannelName moved) {
    Set<Rule> waived = EnumSet.noneOf(Rule.class);
    waived.addAll(waivers.waived());
    if (moved.equals(ChannelName.DEV)) {
      waived.add(Rule.VALIDATED);
    }
    return waived;
  }

  private static Optional<Release.Parent> parent(List<LayerSpec> layers) {
    if (layers.size() < 2) {
      return Optional.empty();
    }
    LayerSpec below = layers.get(layers.size() - 2);
    return Optional.of(new Release.Parent(below.template(), below.hash()));
  }

  private static RegisteredTemplate.Card card(Chain chain, LayerSpec top) {
    Map<Architecture, BigDecimal> costs = new TreeMap<>();
    for (Architecture architecture : Architecture.values()) {
      top.machine().typesFor(architecture).stream()
          .findFirst()
          .flatMap(Prices.US_EAST_1::hour)
          .ifPresent(cost -> costs.put(architecture, cost));
    }
    return new RegisteredTemplate.Card(chain.top().description(), chain.top().ports(), costs);
  }
}
