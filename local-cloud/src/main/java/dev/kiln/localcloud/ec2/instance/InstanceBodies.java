package dev.kiln.localcloud.ec2.instance;

import dev.kiln.localcloud.datacenter.Ids;
import dev.kiln.localcloud.state.Place;
import dev.kiln.localcloud.state.StoredImage;
import software.amazon.awssdk.services.ec2.model.CpuOptions;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The body of a new instance, as DescribeInstances shows it. */
final class InstanceBodies {
  private InstanceBodies() {}

  static Instance.Builder of(
      Place place, RunInstancesRequest request, LaunchCheck.Allowed allowed, String id) {
    StoredImage image = allowed.image();
    Instance.Builder body =
        Instance.builder()
            .instanceId(id)
            .imageId(image.id())
            .instanceType(allowed.type().name())
            .architecture(image.body().architectureAsString())
            .clientToken(request.clientToken())
            .keyName(request.keyName())
            .cpuOptions(cpus(allowed.type()))
            .ebsOptimized(Boolean.TRUE.equals(request.ebsOptimized()))
            .enaSupport(true)
            .hypervisor("xen")
            .virtualizationType("hvm")
            .rootDeviceName(image.body().rootDeviceName())
            .rootDeviceType("ebs")
            .platformDetails("Linux/UNIX")
            .usageOperation("RunInstances")
            .monitoring(monitoring -> monitoring.state("disabled"))
            .metadataOptions(metadata(request, image));
    if (allowed.spot()) {
      body.instanceLifecycle("spot").spotInstanceRequestId(Ids.of("sir", id));
    }
    allowed.profileArn().ifPresent(arn -> body.iamInstanceProfile(p -> p.arn(arn).id("AIPA" + id)));
    networked(body, place, allowed, id);
    if (!isPublic(request, allowed.subnet())) {
      body.publicIpAddress(null).publicDnsName("");
    }
    return body;
  }

  /** Whether an instance gets a public address: as the request says, else as the subnet does. */
  static boolean isPublic(RunInstancesRequest request, Subnet subnet) {
    Boolean asked =
        request.networkInterfaces().isEmpty()
            ? null
            : request.networkInterfaces().get(0).associatePublicIpAddress();
    return asked == null ? Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch()) : asked;
  }

  /** Two threads a core, but one on ARM. */
  private static CpuOptions cpus(InstanceTypes.Facts type) {
    int threads = type.architecture().equals("arm64") ? 1 : 2;
    return CpuOptions.builder()
        .coreCount(Math.max(1, type.vcpus() / threads))
        .threadsPerCore(threads)
        .build();
  }

  private static Instance.Builder networked(
      Instance.Builder body, Place place, LaunchCheck.Allowed allowed, String id) {
    Subnet subnet = allowed.subnet();
    String address = address(id);
    String dashed = address.replace('.', '-');
    return body.subnetId(subnet.subnetId())
        .vpcId(subnet.vpcId())
        .sourceDestCheck(true)
        .privateIpAddress("172.31." + address)
        .privateDnsName("ip-172-31-" + dashed + "." + place.region() + ".compute.internal")
        .publicIpAddress("203.0." + address)
        .publicDnsName("ec2-203-0-" + dashed + "." + place.region() + ".compute.amazonaws.com")
        .placement(
            Placement.builder()
                .availabilityZone(subnet.availabilityZone())
                .tenancy("default")
                .groupName("")
                .build())
        .securityGroups(
            allowed.groups().stream()
                .map(
                    group ->
                        GroupIdentifier.builder()
                            .groupId(group.groupId())
                            .groupName(group.groupName())
                            .build())
                .toList());
  }

  /** An image may require version 2 of the metadata service, which then allows one more hop. */
  private static InstanceMetadataOptionsResponse metadata(
      RunInstancesRequest request, StoredImage image) {
    boolean strict = "v2.0".equals(image.body().imdsSupportAsString());
    String asked =
        request.metadataOptions() == null ? null : request.metadataOptions().httpTokensAsString();
    return InstanceMetadataOptionsResponse.builder()
        .state("applied")
        .httpTokens(asked != null ? asked : strict ? "required" : "optional")
        .httpEndpoint("enabled")
        .httpPutResponseHopLimit(strict ? 2 : 1)
        .build();
  }

  /** The last half of an address: arbitrary, but always the same for an instance. */
  private static String address(String id) {
    int hash = id.hashCode();
    return ((hash >>> 8) & 0x7f) + "." + (1 + (hash & 0xff) % 254);
  }
}
