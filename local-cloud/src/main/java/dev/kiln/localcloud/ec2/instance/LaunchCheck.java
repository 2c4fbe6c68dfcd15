package dev.kiln.localcloud.ec2.instance;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Kind;
import dev.kiln.localcloud.datacenter.Network;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.settings.Condition;
import dev.kiln.localcloud.state.StoredGroup;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.state.StoredKeyPair;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Checks a launch before anything starts, and refuses with AWS's own errors. */
final class LaunchCheck {
  private static final Pattern PROFILE =
      Pattern.compile("arn:aws:iam::[0-9]{12}:instance-profile/[\\w+=,.@/-]{1,512}");
  private static final Set<String> COUNTED = Set.of("pending", "running", "stopping");

  /** A request whose parts were all found. */
  record Allowed(
      StoredImage image,
      InstanceTypes.Facts type,
      Subnet subnet,
      List<SecurityGroup> groups,
      Optional<String> profileArn,
      boolean spot,
      int count) {}

  private static final int LONGEST_USER_DATA = 16_384;

  private final Datacenter datacenter;

  LaunchCheck(Datacenter datacenter) {
    this.datacenter = datacenter;
  }

  Allowed check(Call call, RunInstancesRequest request) {
    int count = count(request);
    StoredImage image = launchable(call, request);
    InstanceTypes.Facts type = type(request, image);
    quota(call, type, count);
    userData(request);
    keyPair(call, request);
    boolean spot =
        request.instanceMarketOptions() != null
            && "spot".equals(request.instanceMarketOptions().marketTypeAsString());
    return new Allowed(
        image,
        type,
        subnet(call, request),
        groups(call, request),
        profile(call, request),
        spot,
        count);
  }

  private static int count(RunInstancesRequest request) {
    Integer least = request.minCount();
    Integer most = request.maxCount();
    if (least == null || most == null) {
      throw AwsFailure.missing(least == null ? "MinCount" : "MaxCount");
    }
    if (least < 1 || most < least) {
      throw AwsFailure.invalidValue(
          "Invalid value '%d' for MinCount or '%d' for MaxCount.".formatted(least, most));
    }
    return most;
  }

  private StoredImage launchable(Call call, RunInstancesRequest request) {
    String asked = Optional.ofNullable(request.imageId()).orElse("");
    if (asked.isEmpty()) {
      throw AwsFailure.missing("ImageId");
    }
    String id = asked;
    if (asked.startsWith("resolve:ssm:")) {
      String path = asked.substring("resolve:ssm:".length());
      id =
          datacenter
              .vendors()
              .parameter(call.place().region(), path)
              .orElseThrow(
                  () ->
                      AwsFailure.invalidValue("The parameter '" + path + "' cannot be resolved."));
    }
    StoredImage image = datacenter.image(call, id);
    if (!image.life().is("available", datacenter.now())) {
      throw AwsFailure.refused(
          "InvalidAMIID.Unavailable",
          "The image ID '"
              + id
              + "' is not available: it is "
              + image.life().at(datacenter.now()).state());
    }
    return image;
  }

  private static InstanceTypes.Facts type(RunInstancesRequest request, StoredImage image) {
    String name = Optional.ofNullable(request.instanceTypeAsString()).orElse("m1.small");
    InstanceTypes.Facts type =
        InstanceTypes.find(name)
            .orElseThrow(
                () -> AwsFailure.invalidValue("Invalid value '" + name + "' for InstanceType."));
    String architecture = image.body().architectureAsString();
    if (!type.architecture().equals(architecture)) {
      throw AwsFailure.invalidValue(
          ("The architecture '%s' of the specified instance type does not match the architecture"
                  + " '%s' of the specified AMI. Specify an instance type and an AMI that have"
                  + " matching architectures, and try again.")
              .formatted(type.architecture(), architecture));
    }
    return type;
  }

  private void quota(Call call, InstanceTypes.Facts type, int count) {
    int used =
        datacenter
            .instances(call)
            .filter(one -> COUNTED.contains(one.life().at(datacenter.now()).state()))
            .flatMap(one -> InstanceTypes.find(one.body().instanceTypeAsString()).stream())
            .mapToInt(InstanceTypes.Facts::vcpus)
            .sum();
    int limit = datacenter.settings().quotas().vcpus();
    if (used + type.vcpus() * count > limit) {
      throw AwsFailure.refused(
          "VcpuLimitExceeded",
          "You have requested more vCPU capacity than your current vCPU limit of %d allows for the instance bucket that the specified instance type belongs to."
              .formatted(limit));
    }
  }

  /** The limit counts the bytes before their encoding. */
  private static void userData(RunInstancesRequest request) {
    byte[] raw;
    try {
      raw = Base64.getMimeDecoder().decode(Optional.ofNullable(request.userData()).orElse(""));
    } catch (IllegalArgumentException malformed) {
      throw AwsFailure.refused(
          "InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
    }
    if (raw.length > LONGEST_USER_DATA) {
      throw AwsFailure.invalidValue("User data is limited to " + LONGEST_USER_DATA + " bytes");
    }
  }

  private void keyPair(Call call, RunInstancesRequest request) {
    String name = request.keyName();
    boolean known =
        name == null
            || datacenter.store().all(StoredKeyPair.class).stream()
                .anyMatch(
                    pair ->
                        pair.place().equals(call.place()) && pair.body().keyName().equals(name));
    if (!known) {
      throw AwsFailure.refused(
          "InvalidKeyPair.NotFound", "The key pair '" + name + "' does not exist");
    }
  }

  private Subnet subnet(Call call, RunInstancesRequest request) {
    String id =
        request.networkInterfaces().isEmpty()
            ? request.subnetId()
            : request.networkInterfaces().get(0).subnetId();
    String zone = request.placement() == null ? null : request.placement().availabilityZone();
    List<Subnet> subnets = Network.subnets(call.place(), datacenter.conditions());
    if (id != null) {
      return subnets.stream()
          .filter(subnet -> subnet.subnetId().equals(id))
          .findFirst()
          .orElseThrow(() -> Kind.SUBNET.notFound(id));
    }
    if (datacenter.conditions().hold(Condition.NO_DEFAULT_VPC)) {
      throw AwsFailure.refused(
          "VPCIdNotSpecified",
          "No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC.");
    }
    return subnets.stream()
        .filter(subnet -> zone == null || subnet.availabilityZone().equals(zone))
        .findFirst()
        .orElseThrow(() -> withoutSubnet(call, String.valueOf(zone)));
  }

  private static AwsFailure withoutSubnet(Call call, String zone) {
    String region = call.place().region();
    boolean known =
        Network.zones(region).contains(zone) || Network.farZones(region).containsKey(zone);
    return known
        ? AwsFailure.refused(
            "MissingInput", "No default subnet for availability zone: '" + zone + "'.")
        : AwsFailure.invalidValue("Invalid availability zone: [" + zone + "]");
  }

  private List<SecurityGroup> groups(Call call, RunInstancesRequest request) {
    List<String> ids = new ArrayList<>(request.securityGroupIds());
    request.networkInterfaces().forEach(face -> ids.addAll(face.groups()));
    List<SecurityGroup> found = new ArrayList<>();
    for (String id : ids) {
      found.add(group(call, id));
    }
    for (String name : request.securityGroups()) {
      found.add(
          groups(call)
              .filter(group -> group.groupName().equals(name))
              .findFirst()
              .orElseThrow(() -> Kind.GROUP.notFound(name)));
    }
    return found.isEmpty() ? List.of(Network.defaultGroup(call.place())) : found;
  }

  private SecurityGroup group(Call call, String id) {
    return groups(call)
        .filter(group -> group.groupId().equals(id))
        .findFirst()
        .orElseThrow(() -> Kind.GROUP.notFound(id));
  }

  private Stream<SecurityGroup> groups(Call call) {
    return Stream.concat(
        Stream.of(Network.defaultGroup(call.place())),
        datacenter.store().all(StoredGroup.class).stream()
            .filter(group -> group.place().equals(call.place()))
            .map(StoredGroup::body));
  }

  private Optional<String> profile(Call call, RunInstancesRequest request) {
    IamInstanceProfileSpecification profile = request.iamInstanceProfile();
    if (profile == null) {
      return Optional.empty();
    }
    String arn =
        profile.arn() != null
            ? profile.arn()
            : "arn:aws:iam::%s:instance-profile/%s"
                .formatted(call.place().account(), profile.name());
    if (datacenter.conditions().hold(Condition.NO_INSTANCE_PROFILE)
        || !PROFILE.matcher(arn).matches()) {
      throw AwsFailure.invalidValue(
          "Value (%s) for parameter iamInstanceProfile is invalid. Invalid IAM Instance Profile"
              .formatted(arn));
    }
    return Optional.of(arn);
  }
}
