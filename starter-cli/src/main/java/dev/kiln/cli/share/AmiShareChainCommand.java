package dev.kiln.cli.share;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.images.ImageSearch;
import dev.kiln.cli.receivers.ReceiverFlags;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.share.Grantee;
import dev.kiln.workflows.share.ShareActivities.Order.Change;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln ami share-chain}. */
@Command(
    name = "share-chain",
    description = {
      "Share an image and all images that it was built on.",
      "Receivers need these only to build on a lower layer; the image launches without them."
    })
public final class AmiShareChainCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      paramLabel = "<ami|name|template>",
      description = "The top image's id or name, or its template.")
  private String image = "";

  @Mixin private ReceiverFlags flags = new ReceiverFlags();

  @Option(
      names = "--snapshots",
      description = "Also share the snapshots, so that accounts can copy the images.")
  private boolean snapshots;

  @Option(names = "--dry-run", description = "Show the plan and change nothing.")
  private boolean dryRun;

  public AmiShareChainCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ImageSearch.requireForm(image);
    List<Grantee> receivers = flags.someReceivers(invocation.console(), "share " + image);
    try (Connection connection = invocation.connect()) {
      SharedImages shared = SharedImages.read(invocation, connection);
      KilnImage top = shared.one(image);
      List<KilnImage> chain = shared.copies().chain(top);
      if (!invocation.options().json()) {
        show(top, chain, receivers);
      }
      List<KilnImage> everywhere =
          chain.stream()
              .flatMap(layer -> shared.copies().everywhere(layer).stream())
              .distinct()
              .toList();
      String name = "the chain of " + ImageSearch.askedName(top);
      return shared.change(
          name, everywhere, Change.GRANT, receivers, new SharingFlags(snapshots, dryRun));
    }
  }

  private void show(KilnImage top, List<KilnImage> chain, List<Grantee> receivers) {
    String to =
        receivers.stream()
            .map(receiver -> receiver.value().toUpperCase(Locale.ROOT))
            .map(text -> text.startsWith("ARN:") ? text.toLowerCase(Locale.ROOT) : text)
            .collect(Collectors.joining(", "));
    invocation.print(List.of("AMI chain for " + top.ami() + ":"));
    for (int i = 0; i < chain.size(); i++) {
      KilnImage layer = chain.get(i);
      String line =
          "   %d. %s (%s) -> %s".formatted(i + 1, ImageSearch.askedName(layer), layer.ami(), to);
      invocation.print(List.of(line));
    }
    invocation.print(List.of(""));
  }
}
