package dev.kiln.activities.doctor;

import static java.util.Map.entry;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.model.Region;
import java.util.List;
import java.util.Map;

/** Harmless calls to the services that know no dry run: they read little, or name what is not. */
record OtherProbes(AwsCalls aws, Region region, String parameter) {
  private static final String COMMAND = "00000000-0000-4000-8000-000000000000";
  private static final String INSTANCE = "i-0123456789abcdef0";
  private static final String SNAPSHOT = "snap-0123456789abcdef0";
  private static final String NO_KEY = "00000000-0000-4000-8000-000000000000";

  /** By the full name of the action. */
  Map<String, Runnable> all() {
    return Map.ofEntries(
        entry("autoscaling:DescribeAutoScalingGroups", this::groups),
        entry("autoscaling:DescribeLaunchConfigurations", this::configurations),
        entry("ebs:ListChangedBlocks", this::blocks),
        entry("kms:DescribeKey", () -> key("DescribeKey")),
        entry("kms:GetKeyPolicy", () -> key("GetKeyPolicy")),
        entry("organizations:DescribeOrganization", this::organization),
        entry("ssm:CancelCommand", this::cancel),
        entry("ssm:DescribeInstanceInformation", this::agents),
        entry("ssm:GetCommandInvocation", this::invocation),
        entry("ssm:GetParameter", this::vendorImage),
        entry("ssm:ListCommandInvocations", this::invocations),
        entry("ssm:ListCommands", this::commands),
        entry("ssm:SendCommand", this::command));
  }

  private void groups() {
    aws.autoScaling()
        .raw(
            region,
            "DescribeAutoScalingGroups",
            client -> client.describeAutoScalingGroups(r -> r.maxRecords(1)));
  }

  private void configurations() {
    aws.autoScaling()
        .raw(
            region,
            "DescribeLaunchConfigurations",
            client -> client.describeLaunchConfigurations(r -> r.maxRecords(1)));
  }

  private void blocks() {
    aws.ebs()
        .raw(
            region,
            "ListChangedBlocks",
            ebs -> ebs.get("/snapshots/" + SNAPSHOT + "/changedblocks", Map.of()));
  }

  private void key(String action) {
    aws.kms().raw(region, action, kms -> kms.call(action, Map.of("KeyId", NO_KEY)));
  }

  private void organization() {
    aws.organizations()
        .raw(
            region,
            "DescribeOrganization",
            client -> client.call("DescribeOrganization", Map.of()));
  }

  private void agents() {
    aws.ssm()
        .raw(
            region,
            "DescribeInstanceInformation",
            ssm -> ssm.describeInstanceInformation(r -> r.maxResults(5)));
  }

  private void invocation() {
    aws.ssm()
        .raw(
            region,
            "GetCommandInvocation",
            ssm -> ssm.getCommandInvocation(r -> r.commandId(COMMAND).instanceId(INSTANCE)));
  }

  private void vendorImage() {
    aws.ssm().raw(region, "GetParameter", ssm -> ssm.getParameter(r -> r.name(parameter)));
  }

  private void invocations() {
    aws.ssm()
        .raw(
            region,
            "ListCommandInvocations",
            ssm -> ssm.listCommandInvocations(r -> r.commandId(COMMAND).maxResults(1)));
  }

  private void commands() {
    aws.ssm().raw(region, "ListCommands", ssm -> ssm.listCommands(r -> r.commandId(COMMAND)));
  }

  private void cancel() {
    aws.ssm().raw(region, "CancelCommand", ssm -> ssm.cancelCommand(r -> r.commandId(COMMAND)));
  }

  /** To an instance that does not exist, so nothing runs. */
  private void command() {
    aws.ssm()
        .raw(
            region,
            "SendCommand",
            ssm ->
                ssm.sendCommand(
                    r ->
                        r.documentName("AWS-RunShellScript")
                            .instanceIds(INSTANCE)
                            .parameters(Map.of("commands", List.of("true")))));
  }
}
