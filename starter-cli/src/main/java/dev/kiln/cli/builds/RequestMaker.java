package dev.kiln.cli.builds;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.files.CompiledChain;
import dev.kiln.cli.images.ImageNaming;
import dev.kiln.cli.work.UniqueId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.chain.Chain;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.share.Sharing;
import dev.kiln.workflows.build.BuildWorkflow;
import dev.kiln.workflows.copy.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns a compiled chain and the user's flags into a build request. */
final class RequestMaker {
  private final BuildFlags flags;
  private final Chain chain;
  private final String name;
  private final Optional<Sharing> sharing;
  private final List<LayerSpec> layers;
  private final List<Architecture> architectures;

  /**
   * Takes everything but the region, which may come from the connection.
   *
   * @throws CliFailure if a flag's value cannot be used
   */
  RequestMaker(Invocation invocation, BuildFlags flags, CompiledChain read) {
    this.flags = flags;
    this.chain = read.chain();
    this.name = name();
    this.sharing = flags.choices.sharing(invocation, name);
    this.layers = withTopTags(read.layers());
    this.architectures = flags.chain.architectures(chain);
  }

  /**
   * A request with a unique id.
   *
   * @param regions the first is for the build, the others for copies
   */
  BuildWorkflow.Request in(List<Region> regions) {
    return new BuildWorkflow.Request(
        UniqueId.next(),
        name,
        layers,
        regions.get(0),
        architectures,
        flags.choices.rebuild(),
        flags.choices.refresh(),
        flags.choices.policy(),
        distribution(regions.subList(1, regions.size())));
  }

  private Optional<Distribution> distribution(List<Region> others) {
    Map<Region, String> keys = flags.choices.keys().of(others);
    return others.isEmpty() && sharing.isEmpty()
        ? Optional.empty()
        : Optional.of(new Distribution(others, keys, sharing));
  }

  private String name() {
    return ImageNaming.name(flags.name().orElse(chain.top().slug()));
  }

  /** Only the top layer gets the user's tags: other templates may share those below. */
  private List<LayerSpec> withTopTags(List<LayerSpec> compiled) {
    List<LayerSpec> changed = new ArrayList<>(compiled);
    LayerSpec top = changed.remove(changed.size() - 1);
    Map<String, String> tags = new TreeMap<>(top.tags());
    tags.putAll(flags.tags());
    changed.add(
        new LayerSpec(
            top.template(),
            top.source(),
            top.hash(),
            flags.version().or(top::version),
            top.parent(),
            top.base(),
            top.setup(),
            top.checks(),
            ImageNaming.tags(tags),
            top.machine(),
            top.hygiene(),
            top.bootTest()));
    return changed;
  }
}
