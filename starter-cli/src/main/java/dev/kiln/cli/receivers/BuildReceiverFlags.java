package dev.kiln.cli.receivers;

import dev.kiln.cli.command.Invocation;
import dev.kiln.cli.console.CliFailure;
import dev.kiln.model.share.Grantee;
import dev.kiln.model.share.Sharing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The receivers of a new image. */
@Command
public final class BuildReceiverFlags {
  @Option(names = "--share-public", description = "Make the image public.")
  private boolean everybody;

  @Option(
      names = "--share-accounts",
      paramLabel = "<account>",
      split = ",",
      description = "Share the image with these accounts.")
  private List<String> accounts = new ArrayList<>();

  @Option(
      names = "--share-organization",
      paramLabel = "<arn|id>",
      split = ",",
      description = "Share the image with all accounts of an organization.")
  private List<String> organizations = new ArrayList<>();

  @Option(
      names = "--share-organizational-unit",
      paramLabel = "<arn|id>",
      split = ",",
      description = "Share the image with all accounts of an organizational unit.")
  private List<String> units = new ArrayList<>();

  @Option(
      names = "--share-community",
      paramLabel = "<name|file>",
      split = ",",
      description = "Share the image with the receivers listed in a file.")
  private List<String> communities = new ArrayList<>();

  @Option(
      names = "--share-snapshots",
      description = "Also share the snapshots, so that accounts can copy the image.")
  private boolean snapshots;

  /**
   * The receivers, if any; sharing publicly needs a confirmation.
   *
   * @param image the subject of the question
   * @param dryRun skips the confirmation
   */
  public Optional<Sharing> sharing(Invocation invocation, String image, boolean dryRun) {
    List<Grantee> receivers =
        new Receivers(invocation.console())
            .everybody(everybody)
            .add(Grantee.Kind.ACCOUNT, accounts)
            .add(Grantee.Kind.ORGANIZATION, organizations)
            .add(Grantee.Kind.ORGANIZATIONAL_UNIT, units)
            .communities(communities)
            .all();
    if (snapshots && receivers.isEmpty()) {
      throw CliFailure.usage(
          "cannot share the snapshots of "
              + image
              + ": no receiver is named; add --share-accounts");
    }
    if (everybody && !dryRun) {
      invocation.confirm("share " + image + " with everybody");
    }
    return receivers.isEmpty() ? Optional.empty() : Optional.of(new Sharing(receivers, snapshots));
  }
}
