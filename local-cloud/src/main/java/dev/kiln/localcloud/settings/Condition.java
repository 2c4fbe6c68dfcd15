package dev.kiln.localcloud.settings;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What an account can lack or have, other than a new account. */
public enum Condition {
  /** The route table knows only the network's own addresses, so agents never report. */
  NO_SYSTEMS_MANAGER_ROUTE,
  /** Subnets give no public address, and only instances that have one reach Systems Manager. */
  NO_PUBLIC_ADDRESS,
  /** The first zone has no default subnet. */
  NO_DEFAULT_SUBNET,
  /** The network is no default one. */
  NO_DEFAULT_VPC,
  /** The default security group lets nothing out, so agents never report. */
  NO_EGRESS,
  /** No instance profile of any name exists. */
  NO_INSTANCE_PROFILE,
  /** The roles of profiles trust another service than EC2, so agents never report. */
  NO_ROLE_TRUST,
  /** The roles of profiles have no policy attached, so agents never report. */
  NO_ROLE_POLICY,
  /** Every key is disabled. */
  NO_KMS_KEY,
  /** The account has opted in to the Local and Wavelength Zones. */
  LOCAL_ZONES,
  /** The vendors' images are past their deprecation date. */
  DEPRECATED_BASES;

  /** The name for users, such as {@code no-public-address}. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The condition of a name.
   *
   * @throws IllegalArgumentException if there is none; it lists those that there are
   */
  public static Condition of(String title) {
    return Stream.of(values())
        .filter(one -> one.title().equals(title))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "cannot read condition '%s': there are %s".formatted(title, titles())));
  }

  private static List<String> titles() {
    return Stream.of(values()).map(Condition::title).toList();
  }
}
