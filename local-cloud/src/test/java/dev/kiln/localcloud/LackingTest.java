package dev.kiln.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kiln.localcloud.settings.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** An account that lacks something refuses in AWS's words. */
final class LackingTest {
  @TempDir private Path home;

  private Rehearsal without(Condition part) throws IOException {
    return new Rehearsal(Rehearsal.settings(home).withConditions(Set.of(part)));
  }

  private Rehearsal under(String policy) throws IOException {
    Path file = Files.writeString(home.resolve("policy.json"), policy);
    return new Rehearsal(Rehearsal.settings(home.resolve("cloud")).withPolicy(Optional.of(file)));
  }

  @Test
  void withoutADefaultVpcALaunchMustNameASubnet() throws IOException {
    try (Rehearsal to = without(Condition.NO_DEFAULT_VPC)) {
      assertThatThrownBy(to::launch)
          .isInstanceOfSatisfying(
              Ec2Exception.class,
              refused ->
                  assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("VPCIdNotSpecified"));

      String subnet = to.ec2.describeSubnets().subnets().get(0).subnetId();
      assertThat(to.launch(r -> r.subnetId(subnet))).startsWith("i-");
      assertThat(to.ec2.describeVpcs().vpcs()).noneMatch(vpc -> vpc.isDefault());
    }
  }

  @Test
  void withoutAProfileALaunchWithOneIsRefused() throws IOException {
    try (Rehearsal to = without(Condition.NO_INSTANCE_PROFILE)) {
      assertThatThrownBy(() -> to.launch(r -> r.iamInstanceProfile(p -> p.name("builder"))))
          .hasMessageContaining("Invalid IAM Instance Profile");
      assertThatThrownBy(
              () -> to.clients.iam().getInstanceProfile(r -> r.instanceProfileName("builder")))
          .isInstanceOf(NoSuchEntityException.class)
          .hasMessageContaining("Instance Profile builder cannot be found.");
    }
  }

  @Test
  void withoutARouteTheAgentNeverReports() throws IOException {
    try (Rehearsal to = without(Condition.NO_SYSTEMS_MANAGER_ROUTE)) {
      to.awaitInstance(to.launch(), "running");

      assertThat(to.ssm.describeInstanceInformation().instanceInformationList()).isEmpty();
    }
  }

  @Test
  void aCallThatThePolicyDoesNotAllowIsRefusedAsEachServiceDoes() throws IOException {
    try (Rehearsal to = under("{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\"}}")) {
      assertThatThrownBy(() -> to.ec2.describeImages(r -> r.dryRun(true)))
          .isInstanceOfSatisfying(
              Ec2Exception.class,
              refused -> {
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(refused.awsErrorDetails().errorCode())
                    .isEqualTo("UnauthorizedOperation");
                assertThat(refused.awsErrorDetails().errorMessage())
                    .startsWith(
                        "You are not authorized to perform this operation. User: arn:aws:iam::000000000000:user/AKIDEXAMPLE is not authorized to perform: ec2:DescribeImages on resource: ")
                    .contains(
                        " because no identity-based policy allows the ec2:DescribeImages action. Encoded authorization failure message: ");
              });
      assertThatThrownBy(() -> to.ssm.listCommands())
          .isInstanceOfSatisfying(
              SsmException.class,
              refused ->
                  assertThat(refused.awsErrorDetails().errorCode())
                      .isEqualTo("AccessDeniedException"));
      assertThatThrownBy(() -> to.clients.autoScaling().describeAutoScalingGroups())
          .isInstanceOfSatisfying(
              AutoScalingException.class,
              refused ->
                  assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
      assertThat(to.clients.sts().getCallerIdentity().account()).isNotEmpty();
    }
  }

  @Test
  void tagsAtALaunchNeedARightOfTheirOwn() throws IOException {
    String policy =
        """
        {"Statement": [
          {"Effect": "Allow", "Action": ["ec2:*", "ssm:*"]},
          {"Effect": "Deny", "Action": "ec2:CreateTags"}
        ]}""";
    try (Rehearsal to = under(policy)) {
      TagSpecification tags =
          TagSpecification.builder()
              .resourceType(ResourceType.INSTANCE)
              .tags(Tag.builder().key("Owner").value("me").build())
              .build();

      assertThat(to.launch()).startsWith("i-");
      assertThatThrownBy(() -> to.launch(r -> r.tagSpecifications(tags)))
          .hasMessageContaining(
              "not authorized to perform: ec2:CreateTags on resource: arn:aws:ec2:us-east-1:000000000000:* with an explicit deny");
    }
  }

  /** Calls every action of IAM in an account that lacks nothing. */
  static void roles(IamClient iam) {
    assertThat(iam.getInstanceProfile(r -> r.instanceProfileName("p")).instanceProfile().roles())
        .singleElement()
        .satisfies(role -> assertThat(role.roleName()).isEqualTo("p"));
    assertThat(iam.getRole(r -> r.roleName("p")).role().assumeRolePolicyDocument())
        .contains("ec2.amazonaws.com");
    assertThat(iam.listAttachedRolePolicies(r -> r.roleName("p")).attachedPolicies())
        .extracting(policy -> policy.policyName())
        .containsExactly("AmazonSSMManagedInstanceCore");
  }
}
