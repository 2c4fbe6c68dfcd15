package dev.kiln.localcloud.gateway;

import dev.kiln.localcloud.wire.AwsFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many items a caller may ask for at once, and how many it gets if it does not say: from the
 * API references, which the page on the local cloud names.
 */
final class PageSizes {
  /**
   * The bounds of one action.
   *
   * @param standard without a wish; empty for all items
   */
  private record Range(int least, int most, Optional<Integer> standard) {
    static Range of(int least, int most) {
      return new Range(least, most, Optional.empty());
    }

    Range or(int size) {
      return new Range(least, most, Optional.of(size));
    }
  }

  private static final Range EC2_LIST = Range.of(5, 1000);

  private static final Map<String, Range> RANGES =
      Map.ofEntries(
          Map.entry("ec2:DescribeImages", Range.of(1, 1000)),
          Map.entry("ec2:DescribeImageReferences", EC2_LIST),
          Map.entry("ec2:DescribeInstances", EC2_LIST),
          Map.entry("ec2:DescribeInstanceStatus", EC2_LIST),
          Map.entry("ec2:DescribeInstanceTypeOfferings", EC2_LIST.or(1000)),
          Map.entry("ec2:DescribeInstanceTypes", Range.of(5, 100).or(100)),
          Map.entry("ec2:DescribeLaunchTemplates", Range.of(1, 200).or(200)),
          Map.entry("ec2:DescribeLaunchTemplateVersions", Range.of(1, 200).or(200)),
          Map.entry("ec2:DescribeSecurityGroups", EC2_LIST),
          Map.entry("ec2:DescribeSnapshots", EC2_LIST),
          Map.entry("ec2:DescribeSpotPriceHistory", Range.of(1, 1000).or(1000)),
          Map.entry("ec2:DescribeSubnets", EC2_LIST),
          Map.entry("ec2:DescribeTags", EC2_LIST.or(1000)),
          Map.entry("ec2:DescribeVolumes", EC2_LIST),
          Map.entry("ec2:DescribeVpcs", EC2_LIST),
          Map.entry("ec2:ListImagesInRecycleBin", Range.of(1, 1000).or(1000)),
          Map.entry("ec2:ListSnapshotsInRecycleBin", EC2_LIST.or(1000)),
          Map.entry("ssm:DescribeInstanceInformation", Range.of(5, 50).or(10)),
          Map.entry("ssm:GetParametersByPath", Range.of(1, 10).or(10)),
          Map.entry("ssm:ListCommandInvocations", Range.of(1, 50).or(50)),
          Map.entry("ssm:ListCommands", Range.of(1, 50).or(50)),
          Map.entry("autoscaling:DescribeAutoScalingGroups", Range.of(1, 100).or(50)),
          Map.entry("autoscaling:DescribeLaunchConfigurations", Range.of(1, 100).or(50)));

  private PageSizes() {}

  /**
   * The call with the size of its page.
   *
   * @throws AwsFailure if the caller asks for more or less than AWS gives
   */
  static Call apply(Call call) {
    Range range = RANGES.get(call.service().name() + ":" + call.action());
    if (range == null) {
      return call;
    }
    String name = call.service().protocol().pageSize();
    Object asked = call.parameters().get(name);
    if (asked != null) {
      check(call, name, asked.toString(), range);
    } else if (range.standard().isPresent()) {
      Map<String, Object> sized = new HashMap<>(call.parameters());
      sized.put(name, range.standard().get().toString());
      return call.withParameters(sized);
    }
    return call;
  }

  private static void check(Call call, String name, String asked, Range range) {
    if (!asked.matches("-?[0-9]{1,9}")) {
      return; // Reading the request refuses what is no number.
    }
    int size = Integer.parseInt(asked);
    if (size < range.least() || size > range.most()) {
      throw call.service().protocol().outOfRange(name, size, range.least(), range.most());
    }
  }
}
