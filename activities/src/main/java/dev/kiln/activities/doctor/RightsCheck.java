package dev.kiln.activities.doctor;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.doctor.ShippedPolicy.Asking;
import dev.kiln.model.Region;
import dev.kiln.workflows.doctor.AccountWorkflow.Finding;
import dev.kiln.workflows.doctor.AccountWorkflow.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Whether the worker has each right of the policy that Kiln ships. */
record RightsCheck(AwsCalls aws) {
  private static final String VENDOR =
      "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
  private static final String NO_IMAGE = "ami-0123456789abcdef0";

  /** A launch is refused for the lack of other rights, too; EC2 names the one. */
  private static final Pattern LACKING = Pattern.compile("to perform: ([a-z0-9-]+:\\w+)");

  /** These come with a launch. */
  private static final Set<String> OF_A_LAUNCH = Set.of("ec2:CreateTags", "iam:PassRole");

  /** Only this examination uses them, and each check says itself that it may not look. */
  private static final Pattern OF_THE_DOCTOR =
      Pattern.compile(
          "(iam:(Get|List)|servicequotas:|ec2:(GetEbs|DescribeSubnets|DescribeVpcs|DescribeRouteTables|DescribeVpcEndpoints|DescribeSecurityGroups)).*");

  /** Without the others, builds succeed, but images cannot be shared, retired or measured. */
  private static final Set<String> OF_BUILDS =
      Set.of(
          "ec2:CopyImage",
          "ec2:CreateImage",
          "ec2:CreateTags",
          "ec2:DeregisterImage",
          "ec2:DescribeAvailabilityZones",
          "ec2:DescribeImages",
          "ec2:DescribeInstances",
          "ec2:DescribeSnapshots",
          "ec2:RunInstances",
          "ec2:StopInstances",
          "ec2:TerminateInstances",
          "iam:PassRole",
          "ssm:CancelCommand",
          "ssm:DescribeInstanceInformation",
          "ssm:GetCommandInvocation",
          "ssm:GetParameter",
          "ssm:ListCommandInvocations",
          "ssm:ListCommands",
          "ssm:SendCommand");

  /**
   * What was found out about the rights.
   *
   * @param unknown refused, but perhaps only because the resource was not Kiln's
   * @param others that nobody can ask about
   */
  private record Answers(
      Set<String> granted, Set<String> denied, Set<String> unknown, Set<String> others) {
    Answers() {
      this(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    }
  }

  List<Finding> findings(Region region, Optional<String> profile) {
    Answers answers = new Answers();
    Map<String, Runnable> probes = probes(region, profile);
    new TreeMap<>(ShippedPolicy.read().actions())
        .forEach(
            (action, asking) -> {
              if (!OF_A_LAUNCH.contains(action) && !OF_THE_DOCTOR.matcher(action).matches()) {
                ask(action, asking, Optional.ofNullable(probes.get(action)), answers);
              }
            });
    if (answers.granted().contains("ec2:RunInstances")) {
      answers.granted().addAll(OF_A_LAUNCH);
    }
    return described(Subject.of(region, "rights"), answers);
  }

  private static void ask(String action, Asking asking, Optional<Runnable> probe, Answers answers) {
    if (asking == Asking.NEVER) {
      return;
    }
    if (probe.isEmpty()) {
      answers.others().add(action);
      return;
    }
    try {
      probe.get().run();
      answers.granted().add(action);
    } catch (AwsServiceException refused) {
      if (!AwsFailures.isDenied(refused)) {
        // Refused for another reason, most often because it is only a dry run.
        answers.granted().add(action);
      } else if (asking == Asking.ON_OWN_RESOURCES) {
        answers.unknown().add(action);
      } else {
        answers.denied().add(lacking(action, refused));
      }
    } catch (SdkException silent) {
      answers.unknown().add(action);
    }
  }

  private static String lacking(String action, SdkException refused) {
    Matcher named = LACKING.matcher(AwsFailures.fact(refused));
    return named.find() ? named.group(1) : action;
  }

  private static List<Finding> described(Subject subject, Answers answers) {
    List<Finding> findings = new ArrayList<>();
    Set<String> needed = new TreeSet<>(answers.denied());
    needed.retainAll(OF_BUILDS);
    Set<String> others = new TreeSet<>(answers.denied());
    others.removeAll(OF_BUILDS);
    if (!needed.isEmpty()) {
      findings.add(
          subject.lacking(Verdict.FAILED, "the worker may not call " + String.join(", ", needed)));
    }
    if (!others.isEmpty()) {
      findings.add(
          subject.lacking(
              Verdict.WARNING,
              "builds succeed, but the worker may not call " + String.join(", ", others)));
    }
    findings.add(
        subject.ok("%d actions of the policy are allowed".formatted(answers.granted().size())));
    if (!answers.unknown().isEmpty()) {
      findings.add(
          subject.notChecked(
              "refused for what is not Kiln's, as it should be: "
                  + String.join(", ", answers.unknown()),
              "kiln doctor --aws --canary makes these calls"));
    }
    if (!answers.others().isEmpty()) {
      findings.add(
          subject.notChecked(
              "only a real call can tell: " + String.join(", ", answers.others()),
              "no build makes them; registries, channels and encrypted copies do"));
    }
    return findings;
  }

  private Map<String, Runnable> probes(Region region, Optional<String> profile) {
    Map<String, Runnable> probes = new HashMap<>(new OtherProbes(aws, region, VENDOR).all());
    new Ec2Probes(vendorImage(region), "t3.nano", profile)
        .all()
        .forEach(
            (action, dryRun) ->
                probes.put(
                    "ec2:" + action,
                    () ->
                        aws.ec2()
                            .raw(
                                region,
                                action,
                                ec2 -> {
                                  dryRun.accept(ec2);
                                  return action;
                                })));
    return probes;
  }

  private String vendorImage(Region region) {
    try {
      return aws.ssm()
          .raw(region, "GetParameter", ssm -> ssm.getParameter(r -> r.name(VENDOR)))
          .parameter()
          .value();
    } catch (SdkException refused) {
      return NO_IMAGE;
    }
  }
}
