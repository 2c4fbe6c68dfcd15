package dev.kiln.integration.doctor;

import static dev.kiln.integration.doctor.Examination.EAST;
import static dev.kiln.integration.doctor.Examination.examine;
import static dev.kiln.integration.doctor.Examination.facts;
import static dev.kiln.integration.doctor.Examination.failedSubjects;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.integration.Account;
import dev.kiln.localcloud.LocalCloud;
import dev.kiln.localcloud.control.Fault;
import dev.kiln.localcloud.settings.Condition;
import dev.kiln.localcloud.settings.Quotas;
import dev.kiln.model.Region;
import dev.kiln.workflows.doctor.AccountWorkflow.Finding;
import dev.kiln.workflows.doctor.AccountWorkflow.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class AccountOnLocalCloudTest {
  private static final Region WEST = new Region("us-west-2");

  @TempDir private Path home;

  @Test
  void findsNothingWrongWithAWholeAccount() throws Exception {
    List<Finding> findings = examine(Examination.settings(home));

    assertThat(findings).filteredOn(finding -> finding.verdict() == Verdict.FAILED).isEmpty();
    assertThat(findings)
        .filteredOn(finding -> finding.verdict() == Verdict.OK)
        .extracting(Finding::subject)
        .contains(
            "identity",
            "clock",
            "instance profile",
            "builder role",
            "region",
            "network",
            "security group",
            "quotas",
            "encryption");
    assertThat(findings)
        .filteredOn(finding -> finding.subject().equals("identity"))
        .extracting(Finding::fact)
        .containsExactly("account 000000000000 as arn:aws:iam::000000000000:root, partition aws");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NO_INSTANCE_PROFILE | FAILED  | instance profile | 'kiln-builder' does not exist
          NO_ROLE_TRUST       | FAILED  | instance profile | role 'kiln-builder' of 'kiln-builder' does not let ec2.amazonaws.com assume it
          NO_ROLE_POLICY      | WARNING | builder role     | 'kiln-builder' has no policy attached, not AmazonSSMManagedInstanceCore
          NO_DEFAULT_VPC      | FAILED  | network          | there is no default VPC, and no subnet is named
          NO_SYSTEMS_MANAGER_ROUTE   | FAILED  | network          | (no route to the internet), and the VPC lacks the endpoints ssm, ssmmessages
          NO_EGRESS           | FAILED  | security group   | lets no HTTPS out
          NO_KMS_KEY          | FAILED  | encryption       | key 'alias/images' is Disabled
          """)
  void tellsWhatLacks(Condition part, Verdict verdict, String subject, String fact)
      throws Exception {
    List<Finding> findings = examine(Examination.settings(home).withConditions(Set.of(part)));

    assertThat(findings)
        .filteredOn(finding -> finding.subject().equals(subject))
        .filteredOn(finding -> finding.verdict() == verdict)
        .singleElement()
        .satisfies(finding -> assertThat(finding.fact()).contains(fact))
        .satisfies(finding -> assertThat(finding.next()).isPresent());
    assertThat(failedSubjects(findings)).isSubsetOf(Set.of(subject));
  }

  @Test
  void saysThatTheAccountHasNotOptedIn() throws Exception {
    List<Finding> findings =
        examine(Examination.settings(home).withOptedOut(Set.of("us-west-2")), EAST, WEST);

    assertThat(findings)
        .filteredOn(finding -> finding.region().equals(Optional.of(WEST)))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding)
                    .isEqualTo(
                        new Finding(
                            Optional.of(WEST),
                            Verdict.FAILED,
                            "region",
                            "the account has not opted in to it",
                            Optional.of(
                                "aws account enable-region --region-name us-west-2; it takes some minutes"))));
    assertThat(findings)
        .filteredOn(finding -> finding.region().equals(Optional.of(EAST)))
        .hasSizeGreaterThan(3);
  }

  @Test
  void saysThatSystemsManagerDoesNotAnswerTheWorker() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(Examination.settings(home))) {
      cloud.faults().add(Fault.of("DescribeInstanceInformation", Fault.When.DROP).always());

      assertThat(examine(cloud, InstantSource.system(), EAST))
          .filteredOn(finding -> finding.verdict() == Verdict.FAILED)
          .singleElement()
          .satisfies(finding -> assertThat(finding.subject()).isEqualTo("Systems Manager"))
          .satisfies(
              finding -> assertThat(finding.next().orElse("")).contains("ssm.us-east-1.amazonaws"));
    }
  }

  @Test
  void saysThatPublicImagesAreBlocked() throws Exception {
    assertThat(
            facts(examine(Examination.settings(home).withBlockPublicAccess(true)), "public images"))
        .singleElement()
        .asString()
        .startsWith("block public access for AMIs is on");
    assertThat(
            facts(
                examine(Examination.settings(home).withBlockPublicAccess(false)), "public images"))
        .containsExactly("can be shared with everybody");
  }

  @Test
  void saysThatAQuotaIsNearItsEnd() throws Exception {
    Quotas few = Quotas.documented().withVcpus(5).withImages(1);
    try (LocalCloud cloud = LocalCloud.start(Examination.settings(home).withQuotas(few))) {
      Account we = new Account(cloud, Account.OURS);
      we.image(EAST, "one", Optional.empty());
      we.launch(EAST, we.images(EAST).get(0));
      we.launch(EAST, we.images(EAST).get(0));

      List<Finding> findings = examine(cloud, InstantSource.system(), EAST);

      assertThat(facts(findings, "quotas"))
          .containsExactly(
              "used up: 4 of 5 vCPUs of running standard instances",
              "used up: 1 of 1 images",
              "0 of 5 public images, 1 of 100000 snapshots");
      assertThat(findings)
          .filteredOn(finding -> finding.fact().contains("vCPUs"))
          .extracting(finding -> finding.next().orElse(""))
          .singleElement()
          .asString()
          .contains("--region us-east-1 --service-code ec2 --quota-code L-1216C47A");
    }
  }

  @Test
  void warnsOfAQuotaThatIsNearlyUsedUp() throws Exception {
    Quotas few = Quotas.documented().withVcpus(7).withImages(10);
    try (LocalCloud cloud = LocalCloud.start(Examination.settings(home).withQuotas(few))) {
      Account we = new Account(cloud, Account.OURS);
      for (int i = 0; i < 8; i++) {
        we.image(EAST, "image" + i, Optional.empty());
      }

      assertThat(examine(cloud, InstantSource.system(), EAST))
          .filteredOn(finding -> finding.subject().equals("quotas"))
          .extracting(finding -> finding.verdict() + " " + finding.fact())
          .first()
          .isEqualTo("WARNING nearly used up: 8 of 10 images");
    }
  }

  @ParameterizedTest
  @CsvSource({"-600, FAILED, behind", "600, FAILED, ahead of", "120, WARNING, ahead of"})
  void saysThatTheClockIsWrong(long seconds, Verdict verdict, String word) throws Exception {
    try (LocalCloud cloud = LocalCloud.start(Examination.settings(home))) {
      InstantSource clock = () -> Instant.now().plus(Duration.ofSeconds(seconds));

      assertThat(examine(cloud, clock, EAST))
          .filteredOn(finding -> finding.subject().equals("clock"))
          .singleElement()
          .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(verdict))
          .satisfies(
              finding -> assertThat(finding.fact()).matches("\\d+ seconds " + word + " AWS"));
    }
  }
}
