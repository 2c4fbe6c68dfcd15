package dev.kiln.localcloud.ec2.instance;

import static java.util.Map.entry;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.gateway.Action;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.RebootInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;

/** The actions on instances. */
public final class InstanceActions {
  private final RunInstances run;
  private final InstanceStates states;
  private final DescribeInstances descriptions;
  private final InstanceAttributes attributes;

  public InstanceActions(Datacenter datacenter) {
    this.run = new RunInstances(datacenter);
    this.states = new InstanceStates(datacenter);
    this.descriptions = new DescribeInstances(datacenter);
    this.attributes = new InstanceAttributes(datacenter);
  }

  /** All its actions by name. */
  public Map<String, Action> all() {
    return Map.ofEntries(
        entry("RunInstances", Action.of(RunInstancesRequest::builder, run::answer)),
        entry("StartInstances", Action.of(StartInstancesRequest::builder, states::start)),
        entry("StopInstances", Action.of(StopInstancesRequest::builder, states::stop)),
        entry("RebootInstances", Action.of(RebootInstancesRequest::builder, states::reboot)),
        entry(
            "TerminateInstances", Action.of(TerminateInstancesRequest::builder, states::terminate)),
        entry(
            "DescribeInstances",
            Action.of(DescribeInstancesRequest::builder, descriptions::describe)),
        entry(
            "DescribeInstanceStatus",
            Action.of(DescribeInstanceStatusRequest::builder, descriptions::status)),
        entry(
            "DescribeInstanceAttribute",
            Action.of(DescribeInstanceAttributeRequest::builder, attributes::describe)),
        entry(
            "ModifyInstanceMetadataOptions",
            Action.of(ModifyInstanceMetadataOptionsRequest::builder, attributes::modifyMetadata)),
        entry(
            "GetConsoleOutput",
            Action.of(GetConsoleOutputRequest::builder, descriptions::console)));
  }
}
