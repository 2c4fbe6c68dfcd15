package dev.kiln.activities.doctor;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.CloudSettings;
import dev.kiln.model.Region;
import dev.kiln.workflows.doctor.AccountActivities;
import dev.kiln.workflows.doctor.AccountWorkflow;
import dev.kiln.workflows.doctor.AccountWorkflow.Finding;
import dev.kiln.workflows.doctor.AccountWorkflow.Verdict;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks AWS with the worker's own credentials, and changes nothing. */
public final class Ec2AccountActivities implements AccountActivities {
  private final AwsCalls aws;
  private final CloudSettings settings;
  private final InstantSource clock;

  public Ec2AccountActivities(AwsCalls aws, CloudSettings settings, InstantSource clock) {
    this.aws = aws;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public List<Finding> examineAccount(Region home, AccountWorkflow.Builder builder) {
    List<Finding> findings = new ArrayList<>(new IdentityCheck(aws, clock).findings(home));
    if (findings.get(0).verdict() != Verdict.FAILED) {
      findings.addAll(
          new ProfileCheck(aws, settings.endpoint().isEmpty()).findings(home, profile(builder)));
    }
    return findings;
  }

  /** In a region that the account cannot use, every other check would only repeat that. */
  @Override
  public List<Finding> examineRegion(Region region, AccountWorkflow.Builder builder) {
    Finding usable = new OptInCheck(aws).finding(region);
    List<Finding> findings = new ArrayList<>(List.of(usable));
    if (usable.verdict() == Verdict.FAILED) {
      return findings;
    }
    findings.add(new AgentCheck(aws).finding(region));
    findings.addAll(new RightsCheck(aws).findings(region, profile(builder)));
    findings.addAll(new NetworkCheck(aws).findings(region, builder.subnet()));
    findings.addAll(new QuotaCheck(aws).findings(region));
    SettingsCheck settingsOfRegion = new SettingsCheck(aws);
    findings.add(settingsOfRegion.encryption(region, builder.kmsKey()));
    findings.add(settingsOfRegion.publicImages(region));
    return findings;
  }

  private Optional<String> profile(AccountWorkflow.Builder builder) {
    return builder.instanceProfile().or(settings::instanceProfile);
  }
}
