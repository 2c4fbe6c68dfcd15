package dev.kiln.integration.doctor;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.activities.doctor.Ec2AccountActivities;
import dev.kiln.localcloud.LocalCloud;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.Region;
import dev.kiln.workflows.doctor.AccountWorkflow;
import dev.kiln.workflows.doctor.AccountWorkflow.Finding;
import dev.kiln.workflows.doctor.AccountWorkflow.Verdict;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Examines the account of a local cloud. */
final class Examination {
  static final Region EAST = new Region("us-east-1");
  static final AccountWorkflow.Builder BUILDER =
      new AccountWorkflow.Builder(
          Optional.of("kiln-builder"), Optional.empty(), Optional.of("alias/images"));

  private Examination() {}

  static LocalCloudSettings settings(Path home) {
    return LocalCloudSettings.defaults(home.resolve("cloud"))
        .withBackend(BackendChoice.NONE)
        .withBlockPublicAccess(false);
  }

  static List<Finding> examine(LocalCloudSettings settings, Region... regions) throws Exception {
    try (LocalCloud cloud = LocalCloud.start(settings)) {
      return examine(
          cloud, InstantSource.system(), regions.length == 0 ? new Region[] {EAST} : regions);
    }
  }

  static List<Finding> examine(LocalCloud cloud, InstantSource clock, Region... regions) {
    CloudSettings settings = CloudSettings.local(cloud.endpoint());
    try (AwsCalls aws = new AwsCalls(settings)) {
      Ec2AccountActivities account = new Ec2AccountActivities(aws, settings, clock);
      List<Finding> findings = new ArrayList<>(account.examineAccount(regions[0], BUILDER));
      for (Region region : regions) {
        findings.addAll(account.examineRegion(region, BUILDER));
      }
      return findings;
    }
  }

  static List<String> facts(List<Finding> findings, String subject) {
    return findings.stream()
        .filter(finding -> finding.subject().equals(subject))
        .map(Finding::fact)
        .toList();
  }

  static List<String> failedSubjects(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.verdict() == Verdict.FAILED)
        .map(Finding::subject)
        .toList();
  }
}
