package dev.kiln.cli.copy;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.follow.WorkRun;
import dev.kiln.cli.images.ImageSearch;
import dev.kiln.cli.regions.KeyFlags;
import dev.kiln.cli.work.CopyWork;
import dev.kiln.cli.work.UniqueId;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.KilnImage;
import dev.kiln.workflows.copy.DistributeWorkflow;
import dev.kiln.workflows.copy.Distribution;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln ami copy}. */
@Command(
    name = "copy",
    description = {
      "Copy an image to the regions of --regions, three at a time.",
      "Kiln looks for the image in --region. It skips regions that already have a copy or a copy in"
          + " progress; if one region fails, the others continue."
    })
public final class AmiCopyCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      paramLabel = "<ami|name|template>",
      description = "The image's id or name, or a template for its newest image.")
  private String image = "";

  @Mixin private KeyFlags keys = new KeyFlags();

  @ArgGroup private Waiting waiting = new Waiting();

  @Option(names = "--dry-run", description = "Show the plan and copy nothing.")
  private boolean dryRun;

  /** Whether to wait. */
  static final class Waiting {
    @Option(names = "--wait", description = "Wait until all copies are available (the default).")
    private boolean stay;

    @Option(
        names = {"--detach", "--background"},
        description = "Start the copies and do not wait for them.")
    private boolean detach;

    boolean isWanted() {
      return stay || !detach;
    }
  }

  public AmiCopyCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ImageSearch.requireForm(image);
    List<Region> destinations = invocation.destinations();
    if (destinations.isEmpty()) {
      throw CliFailure.usage(
          "cannot copy '%s': no region to copy to is named; pass --regions".formatted(image));
    }
    Distribution distribution = new Distribution(destinations, keys.of(destinations));
    try (Connection connection = invocation.connect(invocation.homes())) {
      DistributeWorkflow.Request request = request(distribution, connection);
      return new WorkRun<>(
              invocation, connection, new CopyWork(), new CopyDisplay(invocation.style()))
          .run(request, !waiting.isWanted());
    }
  }

  private DistributeWorkflow.Request request(Distribution distribution, Connection connection) {
    List<Region> homes = homes(connection);
    ImageSearch search = ImageSearch.in(homes, connection);
    boolean foreign = image.startsWith("ami-") && !search.has(image) && homes.size() == 1;
    if (foreign) {
      RegionalAmi named = new RegionalAmi(homes.get(0), new AmiId(image));
      return request(image, named, distribution);
    }
    KilnImage found = search.one(image);
    RegionalAmi source = new RegionalAmi(found.key().region(), found.ami());
    return request(ImageSearch.askedName(found), source, distribution);
  }

  private DistributeWorkflow.Request request(
      String name, RegionalAmi source, Distribution distribution) {
    try {
      return new DistributeWorkflow.Request(UniqueId.next(), name, source, distribution, dryRun);
    } catch (IllegalArgumentException nowhereElse) {
      throw CliFailure.usage(String.valueOf(nowhereElse.getMessage()));
    }
  }

  /**
   * The regions to search: those that the user named, else the default region and the user's own.
   */
  private List<Region> homes(Connection connection) {
    List<Region> named = invocation.homes();
    return named.isEmpty()
        ? Stream.concat(Stream.of(connection.defaultRegion()), invocation.ourRegions().stream())
            .distinct()
            .toList()
        : named;
  }
}
