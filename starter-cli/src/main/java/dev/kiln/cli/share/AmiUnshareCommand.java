package dev.kiln.cli.share;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.connect.Connection;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.ExitCode;
import dev.kiln.cli.images.ImageSearch;
import dev.kiln.cli.json.ShareDocument;
import dev.kiln.cli.receivers.ReceiverFlags;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.share.Grantee;
import dev.kiln.workflows.share.ShareActivities.Order.Change;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kiln ami unshare}. */
@Command(
    name = "unshare",
    description = {
      "Stop sharing an image and its snapshots, in all its regions or those of --region.",
      "Other accounts keep the instances and copies that they have already made."
    })
public final class AmiUnshareCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Parameters(
      paramLabel = "<ami|name|template>",
      description = "The image's id or name, or a template for its newest image.")
  private String image = "";

  @Mixin private ReceiverFlags flags = new ReceiverFlags();

  @Option(names = "--all", description = "Stop sharing with everyone.")
  private boolean all;

  @Option(names = "--dry-run", description = "Show the plan and change nothing.")
  private boolean dryRun;

  public AmiUnshareCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ImageSearch.requireForm(image);
    List<Grantee> named = flags.receivers(invocation.console());
    if (all != named.isEmpty()) {
      throw CliFailure.usage(
          "cannot unshare %s: no receiver is named; name some, or pass --all".formatted(image));
    }
    try (Connection connection = invocation.connect()) {
      SharedImages shared = SharedImages.read(invocation, connection);
      KilnImage found = shared.one(image);
      List<KilnImage> images = shared.copies().everywhere(found);
      List<Grantee> receivers = all ? holders(shared, images) : named;
      String name = ImageSearch.askedName(found);
      return receivers.isEmpty()
          ? nothingToDo(name)
          : shared.change(name, images, Change.REVOKE, receivers, new SharingFlags(true, dryRun));
    }
  }

  private static List<Grantee> holders(SharedImages shared, List<KilnImage> images) {
    return shared.permissions(images).permissions().values().stream()
        .flatMap(one -> Stream.concat(one.launch().stream(), one.volumes().stream()))
        .distinct()
        .toList();
  }

  private int nothingToDo(String name) {
    if (invocation.options().json()) {
      invocation.printJson(ShareDocument.nothing(name));
    } else {
      invocation.print(List.of(name + " is not shared."));
    }
    return ExitCode.OK;
  }
}
