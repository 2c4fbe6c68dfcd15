package dev.kiln.cli.receivers;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import dev.kiln.model.share.Grantee;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whom images are shared with, or no longer. */
@Command
public final class ReceiverFlags {
  @Option(names = "--public", description = "Everybody who has an AWS account.")
  private boolean everybody;

  @Option(
      names = {"--accounts", "--account"},
      paramLabel = "<account>",
      split = ",",
      description = "AWS accounts, by their 12 digits.")
  private List<String> accounts = new ArrayList<>();

  @Option(
      names = {"--organization", "--organizations"},
      paramLabel = "<arn|id>",
      split = ",",
      description =
          "All accounts of an AWS organization: its full ARN, or the o-… id of this account's own.")
  private List<String> organizations = new ArrayList<>();

  @Option(
      names = {"--organizational-unit", "--organizational-units"},
      paramLabel = "<arn|id>",
      split = ",",
      description =
          "All accounts of a unit: its full ARN, or the ou-… id in this account's own organization.")
  private List<String> units = new ArrayList<>();

  @Option(
      names = "--community",
      paramLabel = "<name|file>",
      split = ",",
      description =
          "The receivers written down, one a line, in ~/.kiln/communities/<name>.txt or in a file.")
  private List<String> communities = new ArrayList<>();

  /**
   * Reads them.
   *
   * @throws CliFailure naming everything that is wrong
   */
  public List<Grantee> receivers(Console console) {
    return new Receivers(console)
        .everybody(everybody)
        .add(Grantee.Kind.ACCOUNT, accounts)
        .add(Grantee.Kind.ORGANIZATION, organizations)
        .add(Grantee.Kind.ORGANIZATIONAL_UNIT, units)
        .communities(communities)
        .all();
  }

  /**
   * Reads at least one.
   *
   * @param verb what is to be done with the image
   */
  public List<Grantee> someReceivers(Console console, String verb) {
    List<Grantee> receivers = receivers(console);
    if (receivers.isEmpty()) {
      throw CliFailure.usage(
          "cannot %s: nobody is named; give --public, --accounts, --organization, --organizational-unit or --community"
              .formatted(verb));
    }
    return receivers;
  }
}
