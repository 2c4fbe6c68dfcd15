package dev.kiln.activities.doctor;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.model.Region;
import dev.kiln.workflows.doctor.AccountWorkflow.Finding;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/** Whether the account can use a region at all. */
record OptInCheck(AwsCalls aws) {
  Finding finding(Region region) {
    Subject subject = Subject.of(region, "region");
    try {
      List<software.amazon.awssdk.services.ec2.model.Region> found =
          aws.ec2()
              .raw(
                  Partition.of(region).anchor(),
                  "DescribeRegions",
                  ec2 -> ec2.describeRegions(r -> r.allRegions(true).regionNames(region.value())))
              .regions();
      boolean out = found.stream().anyMatch(one -> "not-opted-in".equals(one.optInStatus()));
      return out
          ? subject.failed(
              "the account has not opted in to it",
              "aws account enable-region --region-name %s; it takes some minutes".formatted(region))
          : subject.ok("the account can use it");
    } catch (SdkException refused) {
      return AwsFailures.isDenied(refused)
          ? subject.unanswered(refused)
          : subject.failed(Subject.brief(refused), "correct the region's name");
    }
  }
}
