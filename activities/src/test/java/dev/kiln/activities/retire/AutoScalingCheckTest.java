package dev.kiln.activities.retire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.stub.StubCloud;
import dev.kiln.activities.stub.StubCloud.Reply;
import dev.kiln.activities.stub.StubCloud.Request;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.retire.ImageUse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Auto-scaling groups whose launch template cannot be read. */
final class AutoScalingCheckTest {
  private static final Region REGION = new Region("us-east-1");
  private static final AmiId RUNNING = new AmiId("ami-0000000a");
  private static final AmiId NAMED = new AmiId("ami-0000000b");
  private static final AmiId UNUSED = new AmiId("ami-0000000c");

  private Reply ofLostTemplate =
      Reply.refusal(
          400,
          "InvalidLaunchTemplateId.NotFound",
          "The specified launch template, with template ID lt-lost, does not exist.");
  private final StubCloud cloud = new StubCloud(request -> answer(request));
  private final AwsCalls aws = cloud.calls();

  @AfterEach
  void close() {
    aws.close();
    cloud.close();
  }

  private Reply answer(Request request) {
    return switch (request.action()) {
      case "DescribeAutoScalingGroups" ->
          Reply.xml(
              "<DescribeAutoScalingGroupsResponse xmlns=\"http://autoscaling.amazonaws.com/doc/2011-01-01/\"><DescribeAutoScalingGroupsResult><AutoScalingGroups>"
                  + group("lost")
                  + group("whole")
                  + "</AutoScalingGroups></DescribeAutoScalingGroupsResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></DescribeAutoScalingGroupsResponse>");
      case "DescribeLaunchTemplateVersions" ->
          "lt-lost".equals(request.form().get("LaunchTemplateId"))
              ? ofLostTemplate
              : Reply.xml(
                  "<DescribeLaunchTemplateVersionsResponse><requestId>r</requestId><launchTemplateVersionSet><item><launchTemplateData><imageId>%s</imageId></launchTemplateData></item></launchTemplateVersionSet></DescribeLaunchTemplateVersionsResponse>"
                      .formatted(NAMED));
      case "DescribeInstances" ->
          Reply.xml(
              "<DescribeInstancesResponse><requestId>r</requestId><reservationSet><item><instancesSet><item><instanceId>i-1</instanceId><imageId>%s</imageId></item></instancesSet></item></reservationSet></DescribeInstancesResponse>"
                  .formatted(RUNNING));
      default -> Reply.refusal(400, "InvalidAction", request.action());
    };
  }

  private static String group(String name) {
    return "<member><AutoScalingGroupName>%s</AutoScalingGroupName><MinSize>1</MinSize><MaxSize>3</MaxSize><LaunchTemplate><LaunchTemplateId>lt-%s</LaunchTemplateId></LaunchTemplate><Instances><member><InstanceId>i-1</InstanceId></member></Instances></member>"
        .formatted(name, name);
  }

  private List<ImageUse> find() {
    return new AutoScalingCheck(aws).find(REGION, List.of(RUNNING, NAMED, UNUSED));
  }

  @Test
  void aGroupWhoseTemplateIsGoneIsReportedAndItsImagesAreKept() {
    assertThat(find())
        .extracting(ImageUse::image, ImageUse::user, ImageUse::detail)
        .containsExactly(
            tuple(RUNNING, "lost", "1 to 3 instances; its launch template lt-lost cannot be read"),
            tuple(NAMED, "whole", "1 to 3 instances"));
  }

  @Test
  void whatTheWorkerMayNotReadIsNotTakenForUnused() {
    ofLostTemplate = Reply.refusal(403, "UnauthorizedOperation", "no");

    assertThatThrownBy(this::find).hasMessageContaining("DescribeLaunchTemplateVersions");
  }
}
