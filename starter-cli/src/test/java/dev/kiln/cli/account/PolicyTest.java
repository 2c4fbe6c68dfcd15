package dev.kiln.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the shipped policy lets a worker do, asked as IAM is asked. */
final class PolicyTest {
  private static final String EC2 = "arn:aws:ec2:eu-west-1:" + Policy.ACCOUNT + ":";
  private static final String INSTANCE = EC2 + "instance/i-0123456789abcdef0";
  private static final String IMAGE = "arn:aws:ec2:eu-west-1::image/ami-0123456789abcdef0";
  private static final String KEY = "arn:aws:kms:eu-west-1:" + Policy.ACCOUNT + ":key/1234";
  private static final Map<String, String> OURS = Map.of("aws:ResourceTag/ManagedBy", "kiln");
  private static final Map<String, String> TAGGED = Map.of("aws:RequestTag/ManagedBy", "kiln");

  private final Policy policy;

  PolicyTest() throws IOException {
    policy = Policy.shipped();
  }

  @Test
  void endsOnlyWhatKilnMade() {
    for (String action : new String[] {"ec2:TerminateInstances", "ec2:StopInstances"}) {
      assertThat(policy.allows(action, INSTANCE, OURS)).as(action).isTrue();
      assertThat(policy.allows(action, INSTANCE, Map.of())).as(action).isFalse();
    }
    assertThat(policy.allows("ec2:DeregisterImage", IMAGE, OURS)).isTrue();
    assertThat(policy.allows("ec2:DeregisterImage", IMAGE, Map.of())).isFalse();
  }

  @Test
  void launchesOnlyInstancesThatTheCallTags() {
    assertThat(policy.allows("ec2:RunInstances", INSTANCE, TAGGED)).isTrue();
    assertThat(policy.allows("ec2:RunInstances", INSTANCE, Map.of())).isFalse();
    assertThat(policy.allows("ec2:RunInstances", EC2 + "volume/*", TAGGED)).isTrue();
    for (String used : new String[] {"subnet/s", "security-group/g", "network-interface/n"}) {
      assertThat(policy.allows("ec2:RunInstances", EC2 + used, Map.of())).as(used).isTrue();
    }
  }

  @Test
  void takesImagesOfForeignInstancesByOneStatementAlone() {
    Policy without = policy.without("CaptureInstances");

    assertThat(policy.allows("ec2:CreateImage", INSTANCE, Map.of())).isTrue();
    assertThat(without.allows("ec2:CreateImage", INSTANCE, Map.of())).isFalse();
    assertThat(without.allows("ec2:CreateImage", INSTANCE, OURS)).isTrue();
    assertThat(policy.allows("ec2:CreateImage", IMAGE, Map.of())).isFalse();
    assertThat(policy.allows("ec2:CreateImage", IMAGE, TAGGED)).isTrue();
  }

  @Test
  void usesKeysOnlyThroughEc2() {
    Map<String, String> throughEc2 = Map.of("kms:ViaService", "ec2.eu-west-1.amazonaws.com");

    for (String action :
        new String[] {
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:GenerateDataKeyWithoutPlaintext",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo"
        }) {
      assertThat(policy.allows(action, KEY, throughEc2)).as(action).isTrue();
    }
    assertThat(policy.allows("kms:Decrypt", KEY, Map.of())).isFalse();
    assertThat(
            policy.allows(
                "kms:Decrypt", KEY, Map.of("kms:ViaService", "s3.eu-west-1.amazonaws.com")))
        .isFalse();
  }

  @Test
  void lendsKeysOnlyToResourcesOfAws() {
    String china = "ec2.cn-north-1.amazonaws.com.cn";
    Map<String, String> forADisk =
        Map.of("kms:ViaService", china, "kms:GrantIsForAWSResource", "true");

    assertThat(policy.allows("kms:CreateGrant", KEY, forADisk)).isTrue();
    assertThat(policy.allows("kms:CreateGrant", KEY, Map.of("kms:ViaService", china))).isFalse();
    assertThat(policy.allows("kms:CreateGrant", KEY, Map.of("kms:GrantIsForAWSResource", "true")))
        .isFalse();
  }

  @Test
  void passesTheBuildersRoleAndNoOther() {
    String role = "arn:aws:iam::" + Policy.ACCOUNT + ":role/";
    Map<String, String> toEc2 = Map.of("iam:PassedToService", "ec2.amazonaws.com");

    assertThat(policy.allows("iam:PassRole", role + "kiln-builder", toEc2)).isTrue();
    assertThat(policy.allows("iam:PassRole", role + "admin", toEc2)).isFalse();
    assertThat(policy.allows("iam:PassRole", role + "kiln-builder", Map.of())).isFalse();
  }

  @Test
  void sendsScriptsToBuildersAlone() {
    Map<String, String> builder = Map.of("ssm:resourceTag/ManagedBy", "kiln");

    assertThat(policy.allows("ssm:SendCommand", INSTANCE, builder)).isTrue();
    assertThat(policy.allows("ssm:SendCommand", INSTANCE, Map.of())).isFalse();
  }

  @Test
  void fitsIntoARole() throws IOException {
    String written =
        new ObjectMapper().writeValueAsString(Policy.json("deploy/aws/worker-policy.json"));

    assertThat(written.length()).as("characters, of which IAM allows").isLessThan(10_240);
  }
}
