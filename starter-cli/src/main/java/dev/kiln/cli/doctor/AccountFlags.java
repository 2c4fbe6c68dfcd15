package dev.kiln.cli.doctor;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.model.Region;
import dev.kiln.workflows.doctor.AccountWorkflow;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options about the account. */
@Command
public final class AccountFlags {
  @Option(
      names = "--aws",
      description =
          "Check the account instead, from the worker: what would a build meet in each region?")
  private boolean aws;

  @Option(
      names = "--instance-profile",
      paramLabel = "<name>",
      description = "Check this profile of builders (default: the worker's).")
  private Optional<String> instanceProfile = Optional.empty();

  @Option(
      names = "--subnet",
      paramLabel = "<id>",
      description = "Check the network of this subnet (default: the default VPC).")
  private Optional<String> subnet = Optional.empty();

  @Option(
      names = "--kms-key",
      paramLabel = "<key>",
      description = "Check that this KMS key can encrypt images in each region.")
  private Optional<String> kmsKey = Optional.empty();

  boolean aws() {
    return aws;
  }

  /**
   * Refuses options that make no sense together.
   *
   * @throws CliFailure if there are some
   */
  void requireSense(List<Region> named) {
    boolean parts = Stream.of(instanceProfile, subnet, kmsKey).anyMatch(Optional::isPresent);
    if (parts && !aws) {
      throw CliFailure.usage("cannot check a part of the account without the account; add --aws");
    }
    if (subnet.isPresent() && named.size() > 1) {
      throw CliFailure.usage(
          "cannot check subnet '%s' in %d regions: it is in one of them; name only that with --region"
              .formatted(subnet.get(), named.size()));
    }
  }

  /** The question to the worker. */
  AccountWorkflow.Request request(List<Region> regions) {
    return new AccountWorkflow.Request(
        regions, new AccountWorkflow.Builder(instanceProfile, subnet, kmsKey));
  }
}
