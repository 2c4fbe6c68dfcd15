package dev.kiln.localcloud.settings;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A part that accounts usually have, and that builds need: without it, one sees how they fail. */
public enum Missing {
  /** No instance profile of any name exists. */
  INSTANCE_PROFILE,
  /** The roles of profiles trust another service than EC2. */
  ROLE_TRUST,
  /** The roles of profiles have no policy attached. */
  ROLE_POLICY,
  /** The VPC and its subnets exist, but are not the default ones. */
  DEFAULT_VPC,
  /** The route table knows only the VPC's own addresses. */
  INTERNET_ROUTE,
  /** The default security group allows no outgoing traffic. */
  EGRESS,
  /** Every key is disabled. */
  KMS_KEY;

  /**
   * Reads names as in an option, separated by commas.
   *
   * @throws IllegalArgumentException if one is unknown
   */
  public static Set<Missing> of(String names) {
    Set<Missing> found = EnumSet.noneOf(Missing.class);
    for (String name : names.split(",", -1)) {
      found.add(
          Arrays.stream(values())
              .filter(one -> one.optionName().equals(name.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "cannot start local cloud without '%s': there are %s"
                              .formatted(
                                  name,
                                  Arrays.stream(values()).map(Missing::optionName).toList()))));
    }
    return found;
  }

  /** Such as {@code default-vpc}. */
  private String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
