package dev.kiln.activities.retire;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.aws.FilterValues;
import dev.kiln.activities.aws.Page;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.UseKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateImageUsageReportRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImageUsageReportEntriesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImageUsageReportsRequest;
import software.amazon.awssdk.services.ec2.model.ImageAttributeName;
import software.amazon.awssdk.services.ec2.model.ImageUsageReport;
import software.amazon.awssdk.services.ec2.model.ImageUsageReportEntry;
import software.amazon.awssdk.services.ec2.model.ImageUsageResourceTypeRequest;

/** EC2's reports on how other accounts use an image: counted on demand, up to a day late. */
final class UsageReports {
  private static final List<ImageUsageResourceTypeRequest> KINDS =
      Stream.of("ec2:Instance", "ec2:LaunchTemplate")
          .map(kind -> ImageUsageResourceTypeRequest.builder().resourceType(kind).build())
          .toList();

  private final AwsCalls aws;

  UsageReports(AwsCalls aws) {
    this.aws = aws;
  }

  /** Requests a report, unless nobody else may use the image. */
  Optional<String> request(RegionalAmi image, String token) {
    if (!isShared(image)) {
      return Optional.empty();
    }
    CreateImageUsageReportRequest request =
        CreateImageUsageReportRequest.builder()
            .imageId(image.ami().value())
            .resourceTypes(KINDS)
            .clientToken(token)
            .build();
    return Optional.of(
        aws.ec2()
            .call(
                image.region(),
                "CreateImageUsageReport",
                ec2 -> ec2.createImageUsageReport(request))
            .reportId());
  }

  private boolean isShared(RegionalAmi image) {
    try {
      return !aws.ec2()
          .raw(
              image.region(),
              "DescribeImageAttribute",
              ec2 ->
                  ec2.describeImageAttribute(
                      r ->
                          r.imageId(image.ami().value())
                              .attribute(ImageAttributeName.LAUNCH_PERMISSION)))
          .launchPermissions()
          .isEmpty();
    } catch (SdkException refused) {
      if (AwsFailures.isUnknownId(refused)) {
        return false;
      }
      throw AwsFailures.translate("DescribeImageAttribute", image.region(), refused);
    }
  }

  /** The states of reports. */
  Map<String, String> states(Region region, Set<String> reports) {
    return FilterValues.parts(reports).stream()
        .flatMap(some -> describe(region, some).stream())
        .collect(
            Collectors.toMap(
                ImageUsageReport::reportId, ImageUsageReport::state, (one, other) -> one));
  }

  private List<ImageUsageReport> describe(Region region, List<String> reports) {
    DescribeImageUsageReportsRequest request =
        DescribeImageUsageReportsRequest.builder().reportIds(reports).build();
    return aws.ec2()
        .call(region, "DescribeImageUsageReports", ec2 -> ec2.describeImageUsageReports(request))
        .imageUsageReports();
  }

  /** The uses in a finished report, account by account. */
  List<ImageUse> read(RegionalAmi image, String report) {
    return aws
        .ec2()
        .list(
            image.region(),
            "DescribeImageUsageReportEntries",
            entry -> List.of(entry.accountId(), entry.resourceType()),
            (ec2, token) -> entries(ec2, report, token))
        .stream()
        .filter(entry -> entry.usageCount() > 0)
        .map(entry -> use(image, entry))
        .toList();
  }

  private static Page<ImageUsageReportEntry> entries(
      Ec2Client ec2, String report, @Nullable String token) {
    DescribeImageUsageReportEntriesResponse page =
        ec2.describeImageUsageReportEntries(r -> r.reportIds(report).nextToken(token));
    return Page.of(page.imageUsageReportEntries(), page.nextToken());
  }

  private static ImageUse use(RegionalAmi image, ImageUsageReportEntry entry) {
    return new ImageUse(
        image.ami(),
        UseKind.OTHER_ACCOUNT,
        entry.accountId(),
        entry.usageCount() + " × " + entry.resourceType(),
        image.region());
  }
}
