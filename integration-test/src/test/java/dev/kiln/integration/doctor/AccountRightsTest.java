package dev.kiln.integration.doctor;

import static dev.kiln.integration.doctor.Examination.examine;
import static dev.kiln.integration.doctor.Examination.facts;
import static dev.kiln.integration.doctor.Examination.failedSubjects;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.workflows.doctor.AccountWorkflow.Finding;
import dev.kiln.workflows.doctor.AccountWorkflow.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rights of the worker, asked about one by one. */
@Timeout(60)
final class AccountRightsTest {
  @TempDir private Path home;

  @Test
  void aMissingRightToLookIsNoFailure() throws Exception {
    Path policy = home.resolve("policy.json");
    Files.writeString(
        policy,
        """
        {"Statement": [
          {"Effect": "Allow", "Action": "*"},
          {"Effect": "Deny", "Action": ["iam:Get*", "iam:List*", "servicequotas:*", "ec2:DescribeSubnets"]}
        ]}""");

    List<Finding> findings = examine(Examination.settings(home).withPolicy(Optional.of(policy)));

    assertThat(failedSubjects(findings)).isEmpty();
    assertThat(findings)
        .filteredOn(finding -> finding.verdict() == Verdict.NOT_CHECKED)
        .extracting(Finding::subject)
        .contains("instance profile", "quotas", "network");
  }

  @ParameterizedTest
  @CsvSource({
    "ec2:CopyImage, FAILED",
    "ec2:RunInstances, FAILED",
    "iam:PassRole, FAILED",
    "ssm:ListCommands, FAILED",
    "ec2:DescribeVolumes, WARNING",
    "kms:DescribeKey, WARNING"
  })
  void namesTheRightThatLacks(String action, Verdict verdict) throws Exception {
    List<Finding> findings =
        examine(Examination.settings(home).withPolicy(Optional.of(without(action))));

    assertThat(findings)
        .filteredOn(finding -> finding.subject().equals("rights"))
        .filteredOn(finding -> finding.verdict() == verdict)
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.fact()).endsWith("the worker may not call " + action))
        .satisfies(finding -> assertThat(finding.next().orElse("")).contains("worker-policy.json"));
  }

  /** On a resource that is not there, AWS would refuse it for its missing tag as well. */
  @Test
  void claimsNothingOfARightThatOnlyOwnResourcesHave() throws Exception {
    List<Finding> findings =
        examine(
            Examination.settings(home).withPolicy(Optional.of(without("ec2:TerminateInstances"))));

    assertThat(failedSubjects(findings)).isEmpty();
    assertThat(findings)
        .filteredOn(finding -> finding.verdict() == Verdict.NOT_CHECKED)
        .first()
        .satisfies(finding -> assertThat(finding.fact()).contains("ec2:TerminateInstances"))
        .satisfies(finding -> assertThat(finding.next().orElse("")).contains("--canary"));
  }

  @Test
  void theShippedPolicyAllowsEveryQuestionOfTheDoctor() throws Exception {
    List<Finding> findings =
        examine(Examination.settings(home).withPolicy(Optional.of(without("nothing:at all"))));

    assertThat(failedSubjects(findings)).isEmpty();
    assertThat(findings)
        .filteredOn(finding -> finding.verdict() == Verdict.NOT_CHECKED)
        .extracting(Finding::subject)
        .containsOnly("rights");
    assertThat(facts(findings, "rights"))
        .anySatisfy(fact -> assertThat(fact).matches("[3-9]\\d actions of the policy are allowed"));
  }

  @Test
  void asksAboutEveryActionThatCanBeAskedAbout() throws Exception {
    assertThat(facts(examine(Examination.settings(home)), "rights"))
        .last()
        .isEqualTo(
            "only a real call can tell: s3:GetObject, s3:ListBucket, s3:PutObject, ssm:DeleteParameter, ssm:PutParameter");
  }

  /** The shipped policy, but for one action. */
  private Path without(String action) throws Exception {
    String shipped = Files.readString(Path.of("../deploy/aws/worker-policy.json"));
    Path policy = home.resolve("without.json");
    return Files.writeString(
        policy,
        shipped.replaceFirst(
            "\\{\\s*\"Sid\": \"Read\"",
            "{\"Effect\": \"Deny\", \"Action\": \"%s\"}, {\"Sid\": \"Read\"".formatted(action)));
  }
}
