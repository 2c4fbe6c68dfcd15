package dev.kiln.cli.ami;

import dev.kiln.cli.CliFailure;
import dev.kiln.cli.Invocation;
import dev.kiln.cli.files.CompiledChain;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.chain.Chain;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.layer.LayerSpec;
import dev.kiln.model.share.Sharing;
import dev.kiln.workflows.build.BuildRequest;
import dev.kiln.workflows.copy.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Turns a compiled chain and the user's flags into the request that a build is. */
final class RequestMaker {
  /** What EC2 allows, less the suffix that makes a name unique. */
  private static final Pattern AMI_NAME = Pattern.compile("[A-Za-z0-9()\\[\\] ./'@_-]{3,115}");

  private final BuildFlags flags;
  private final Chain chain;
  private final String name;
  private final Optional<Sharing> sharing;
  private final List<LayerSpec> layers;
  private final List<Architecture> architectures;

  /**
   * Takes all but the region, which only a connection may know.
   *
   * @throws CliFailure if a flag's value cannot be used
   */
  RequestMaker(Invocation invocation, BuildFlags flags, CompiledChain read) {
    this.flags = flags;
    this.chain = read.chain();
    this.name = name();
    this.sharing = flags.receivers.sharing(invocation, name, flags.dryRun);
    this.layers = withTopTags(read.layers());
    this.architectures = flags.chain.architectures(chain);
  }

  /**
   * A request with an id of its own.
   *
   * @param regions the first to build in, the others to copy to
   */
  BuildRequest in(List<Region> regions) {
    return new BuildRequest(
        UniqueId.next(),
        name,
        layers,
        regions.get(0),
        architectures,
        flags.rebuild(),
        flags.refresh(),
        flags.policy(),
        distribution(regions.subList(1, regions.size())));
  }

  private Optional<Distribution> distribution(List<Region> others) {
    Map<Region, String> keys = flags.keys.of(others);
    return others.isEmpty() && sharing.isEmpty()
        ? Optional.empty()
        : Optional.of(new Distribution(others, keys, sharing));
  }

  private String name() {
    String chosen = flags.name().orElse(chain.top().slug());
    if (!AMI_NAME.matcher(chosen).matches()) {
      throw CliFailure.usage(
          "cannot call an image '%s': a name has 3 to 115 letters, digits, spaces and any of"
                  .formatted(chosen)
              + " ()[]./-'@_; correct --name");
    }
    return chosen;
  }

  /** Only the top layer is the user's: those below may serve other templates too. */
  private List<LayerSpec> withTopTags(List<LayerSpec> compiled) {
    flags.tags().forEach(RequestMaker::requireAllowed);
    List<LayerSpec> changed = new ArrayList<>(compiled);
    LayerSpec top = changed.remove(changed.size() - 1);
    Map<String, String> tags = new TreeMap<>(top.tags());
    tags.putAll(flags.tags());
    if (tags.size() > ImageTags.MAX_FOREIGN) {
      throw CliFailure.usage(
          "cannot set %d tags: AWS allows %d beside Kiln's own; leave some out of --tags"
              .formatted(tags.size(), ImageTags.MAX_FOREIGN));
    }
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
            tags,
            top.machine(),
            top.hygiene(),
            top.bootTest()));
    return changed;
  }

  private static void requireAllowed(String key, String value) {
    ImageTags.objection(key, value)
        .ifPresent(
            objection -> {
              throw CliFailure.usage("cannot set a tag: " + objection + "; correct --tags");
            });
  }
}
