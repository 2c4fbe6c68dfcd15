package dev.kiln.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.cli.Repository;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One command makes the account: what it makes is what the single files say. */
final class AccountTemplateTest {
  private final AccountTemplate template = AccountTemplate.read();

  @Test
  void givesTheWorkerThePolicyStatementByStatement() throws IOException {
    assertThat(
            template.statementsOf("WorkerRole").stream()
                .map(AccountTemplate::unconditional)
                .toList())
        .isEqualTo(Policy.json("deploy/aws/worker-policy.json").get("Statement"));
  }

  @Test
  void letsOnlyTheCaptureOfOwnInstancesBeChosen() {
    assertThat(template.statementsOf("WorkerRole"))
        .filteredOn(List.class::isInstance)
        .singleElement()
        .satisfies(
            choice -> {
              assertThat((List<?>) choice).element(0).isEqualTo("CapturesInstances");
              assertThat(AccountTemplate.map(AccountTemplate.unconditional(choice)))
                  .containsEntry("Sid", "CaptureInstances");
            });
    assertThat(template.at("Parameters", "CaptureInstances", "Default")).isEqualTo("no");
  }

  @Test
  void letsBuildersAssumeTheirRoleAsTheFileSays() throws IOException {
    assertThat(template.at("Resources", "BuilderRole", "Properties", "AssumeRolePolicyDocument"))
        .isEqualTo(Policy.json("deploy/aws/builder-trust.json"));
    assertThat(template.at("Resources", "BuilderRole", "Properties", "ManagedPolicyArns"))
        .isEqualTo(List.of("arn:PARTITION:iam::aws:policy/AmazonSSMManagedInstanceCore"));
    assertThat(template.at("Parameters", "BuilderName", "Default")).isEqualTo("kiln-builder");
  }

  @Test
  void keepsTheRegistryPrivateVersionedAndEncrypted() {
    assertThat(AccountTemplate.map(template.at("Resources", "RegistryBucket", "Properties")))
        .containsEntry("VersioningConfiguration", Map.of("Status", "Enabled"))
        .containsEntry(
            "PublicAccessBlockConfiguration",
            Map.of(
                "BlockPublicAcls", true,
                "BlockPublicPolicy", true,
                "IgnorePublicAcls", true,
                "RestrictPublicBuckets", true))
        .containsKey("BucketEncryption");
    assertThat(template.at("Resources", "RegistryBucketPolicy").toString())
        .contains("Effect=Deny", "aws:SecureTransport=false");
    assertThat(template.at("Resources", "RegistryBucket", "DeletionPolicy")).isEqualTo("Retain");
  }

  @Test
  void printsTheLinesOfTheWorkersEnvironment() {
    assertThat(template.at("Outputs", "InstanceProfile", "Value"))
        .isEqualTo("KILN_INSTANCE_PROFILE=${BuilderProfile}");
    assertThat(template.at("Outputs", "Registry", "Value"))
        .isEqualTo("KILN_REGISTRY=s3://REGISTRY_BUCKET/registry.json");
    assertThat(Repository.text("docs/reference/environment.md"))
        .contains("`KILN_INSTANCE_PROFILE`", "`KILN_REGISTRY`");
  }

  @Test
  void worksInEveryPartition() {
    for (String file : List.of("kiln.yaml", "worker-policy.json", "builder-trust.json")) {
      assertThat(Repository.text("deploy/aws/" + file)).as(file).doesNotContain("arn:aws:");
    }
  }
}
