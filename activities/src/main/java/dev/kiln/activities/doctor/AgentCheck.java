package dev.kiln.activities.doctor;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.model.Region;
import dev.kiln.workflows.doctor.AccountWorkflow.Finding;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Whether the worker itself reaches Systems Manager, through which it runs all scripts. */
record AgentCheck(AwsCalls aws) {
  Finding finding(Region region) {
    Subject subject = Subject.of(region, "Systems Manager");
    try {
      aws.ssm()
          .raw(
              region,
              "DescribeInstanceInformation",
              ssm -> ssm.describeInstanceInformation(r -> r.maxResults(5)));
      return subject.ok("answers the worker");
    } catch (AwsServiceException refused) {
      return subject.unanswered(refused);
    } catch (SdkException silent) {
      return subject.failed(
          "does not answer the worker: " + Subject.brief(silent),
          "open the way to ssm.%s.amazonaws.com for the worker".formatted(region));
    }
  }
}
