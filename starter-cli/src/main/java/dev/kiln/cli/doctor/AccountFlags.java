package dev.kiln.cli.doctor;

import dev.kiln.cli.console.CliFailure;
import dev.kiln.cli.work.UniqueId;
import dev.kiln.model.Region;
import dev.kiln.workflows.doctor.AccountWorkflow;
import dev.kiln.workflows.doctor.CanaryWorkflow;
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

  @Option(
      names = "--canary",
      description = {
        "Then bake a small image, boot it, copy it to one region, and delete all of it.",
        "It costs some cents at most; it asks before it begins."
      })
  private boolean canary;

  boolean canary() {
    return canary;
  }

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
    if (canary && !aws) {
      throw CliFailure.usage("cannot send a canary without the account's check; add --aws");
    }
    if (subnet.isPresent() && named.size() > 1) {
      throw CliFailure.usage(
          "cannot check subnet '%s' in %d regions: it is in one of them; name only that with --region"
              .formatted(subnet.get(), named.size()));
    }
  }

  /** The question to the worker. */
  AccountWorkflow.Request request(List<Region> regions) {
    return new AccountWorkflow.Request(regions, builder());
  }

  /**
   * The canary to send.
   *
   * @param regions the first is where it is baked; it is copied to the second, or else to another
   */
  CanaryWorkflow.Request canary(List<Region> regions) {
    Region home = regions.get(0);
    Region copyTo = regions.size() > 1 ? regions.get(1) : another(home);
    return new CanaryWorkflow.Request(UniqueId.next(), home, copyTo, builder());
  }

  private AccountWorkflow.Builder builder() {
    return new AccountWorkflow.Builder(instanceProfile, subnet, kmsKey);
  }

  /** A region of the same partition that every account has. */
  private static Region another(Region home) {
    List<String> pair =
        home.value().startsWith("cn-")
            ? List.of("cn-north-1", "cn-northwest-1")
            : home.value().startsWith("us-gov-")
                ? List.of("us-gov-west-1", "us-gov-east-1")
                : List.of("us-east-1", "us-west-2");
    return new Region(pair.get(0).equals(home.value()) ? pair.get(1) : pair.get(0));
  }
}
