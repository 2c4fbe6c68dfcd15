package dev.kiln.cli.receivers;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.console.Console;
import dev.kiln.model.share.Grantee;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The receivers of a change of permissions. */
@Command
public final class ReceiverFlags {
  @Option(names = "--public", description = "Everybody with an AWS account.")
  private boolean everybody;

  @Option(
      names = {"--accounts", "--account"},
      paramLabel = "<account>",
      split = ",",
      description = "AWS accounts, by their 12-digit ids.")
  private List<String> accounts = new ArrayList<>();

  @Option(
      names = {"--organization", "--organizations"},
      paramLabel = "<arn|id>",
      split = ",",
      description = "All accounts of an AWS organization: its full ARN, or the o-… id of your own.")
  private List<String> organizations = new ArrayList<>();

  @Option(
      names = {"--organizational-unit", "--organizational-units"},
      paramLabel = "<arn|id>",
      split = ",",
      description =
          "All accounts of a unit: its full ARN, or the ou-… id in your own organization.")
  private List<String> units = new ArrayList<>();

  @Option(
      names = "--community",
      paramLabel = "<name|file>",
      split = ",",
      description =
          "The receivers in ~/.kiln/communities/<name>.txt or in another file, one per line.")
  private List<String> communities = new ArrayList<>();

  /**
   * Reads them.
   *
   * @throws CliFailure naming all problems
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
   * @param verb the action for an error message
   */
  public List<Grantee> someReceivers(Console console, String verb) {
    List<Grantee> receivers = receivers(console);
    if (receivers.isEmpty()) {
      throw CliFailure.usage(
          "cannot %s: no receiver is named; pass --public, --accounts, --organization, --organizational-unit or --community"
              .formatted(verb));
    }
    return receivers;
  }
}
