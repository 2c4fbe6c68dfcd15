package dev.kiln.localcloud.ec2.network;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Filters;
import dev.kiln.localcloud.datacenter.Ids;
import dev.kiln.localcloud.datacenter.Kind;
import dev.kiln.localcloud.datacenter.Network;
import dev.kiln.localcloud.datacenter.Page;
import dev.kiln.localcloud.datacenter.Tags;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.settings.Condition;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredGroup;
import dev.kiln.localcloud.state.StoredInstance;
import dev.kiln.localcloud.wire.AwsFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * Security groups. Their rules are kept and shown; nothing listens here that they could protect.
 */
public final class SecurityGroupActions {
  private static final Set<String> TAGGED = Set.of("security-group", "security-group-rule");

  private final Datacenter datacenter;
  private final Store store;
  private final Tags tags;

  public SecurityGroupActions(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.store = datacenter.store();
    this.tags = new Tags(store);
  }

  public Map<String, Action> all() {
    return Map.of(
        "CreateSecurityGroup", Action.of(CreateSecurityGroupRequest::builder, this::create),
        "DescribeSecurityGroups", Action.of(DescribeSecurityGroupsRequest::builder, this::describe),
        "AuthorizeSecurityGroupIngress",
            Action.of(AuthorizeSecurityGroupIngressRequest::builder, this::authorize),
        "DeleteSecurityGroup", Action.of(DeleteSecurityGroupRequest::builder, this::delete));
  }

  private SdkPojo create(Call call, CreateSecurityGroupRequest request) {
    String name = Optional.ofNullable(request.groupName()).orElse("");
    String vpc = Network.vpc(call.place()).vpcId();
    if (name.isEmpty() || request.description() == null) {
      throw AwsFailure.missing(name.isEmpty() ? "GroupName" : "GroupDescription");
    }
    if (request.vpcId() != null && !request.vpcId().equals(vpc)) {
      throw Kind.VPC.notFound(request.vpcId());
    }
    if (all(call).anyMatch(group -> group.body().groupName().equals(name))) {
      throw AwsFailure.refused(
          "InvalidGroup.Duplicate",
          "The security group '" + name + "' already exists for VPC '" + vpc + "'");
    }
    String id = Ids.random("sg");
    SecurityGroup body =
        Network.defaultGroup(call.place()).toBuilder()
            .groupId(id)
            .groupName(name)
            .description(request.description())
            .securityGroupArn(
                "arn:aws:ec2:%s:%s:security-group/%s"
                    .formatted(call.place().region(), call.place().account(), id))
            .build();
    store.put(new StoredGroup(call.place(), body, datacenter.now()));
    tags.give(call, id, request.tagSpecifications(), "security-group", TAGGED);
    return CreateSecurityGroupResponse.builder()
        .groupId(id)
        .securityGroupArn(body.securityGroupArn())
        .tags(tags.of(call.place(), id))
        .build();
  }

  private Stream<StoredGroup> all(Call call) {
    SecurityGroup given = Network.defaultGroup(call.place());
    SecurityGroup body =
        datacenter.conditions().hold(Condition.NO_EGRESS)
            ? given.toBuilder().ipPermissionsEgress(List.of()).build()
            : given;
    StoredGroup standard = new StoredGroup(call.place(), body, Instant.EPOCH);
    return Stream.concat(
        Stream.of(standard),
        store.all(StoredGroup.class).stream().filter(one -> one.place().equals(call.place())));
  }

  private StoredGroup group(Call call, @Nullable String id, @Nullable String name) {
    String shown = id == null ? String.valueOf(name) : id;
    return all(call)
        .filter(one -> id == null ? one.body().groupName().equals(name) : one.id().equals(id))
        .filter(one -> !datacenter.hides(call, one.id(), one.createdAt()))
        .findFirst()
        .orElseThrow(
            () ->
                id == null
                    ? AwsFailure.refused(
                        "InvalidGroup.NotFound",
                        "The security group '" + shown + "' does not exist")
                    : Kind.GROUP.notFound(shown));
  }

  private SdkPojo describe(Call call, DescribeSecurityGroupsRequest request) {
    Predicate<SecurityGroup> filters = Filters.of(request.filters(), SecurityGroup.builder());
    List<StoredGroup> asked = new ArrayList<>();
    request.groupIds().forEach(id -> asked.add(group(call, id, null)));
    request.groupNames().forEach(name -> asked.add(group(call, null, name)));
    List<StoredGroup> all =
        asked.isEmpty()
            ? all(call).filter(one -> !datacenter.hides(call, one.id(), one.createdAt())).toList()
            : asked;
    List<SecurityGroup> found =
        all.stream()
            .map(one -> one.body().toBuilder().tags(tags.of(call.place(), one.id())).build())
            .filter(filters)
            .toList();
    Page<SecurityGroup> page =
        Page.of(found, SecurityGroup::groupId, request.maxResults(), request.nextToken());
    return DescribeSecurityGroupsResponse.builder()
        .securityGroups(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private SdkPojo authorize(Call call, AuthorizeSecurityGroupIngressRequest request) {
    StoredGroup group = group(call, request.groupId(), request.groupName());
    List<IpPermission> added = new ArrayList<>(request.ipPermissions());
    if (request.cidrIp() != null) {
      added.add(
          IpPermission.builder()
              .ipProtocol(request.ipProtocol())
              .fromPort(request.fromPort())
              .toPort(request.toPort())
              .ipRanges(IpRange.builder().cidrIp(request.cidrIp()).build())
              .build());
    }
    List<IpPermission> rules = new ArrayList<>(group.body().ipPermissions());
    for (IpPermission rule : added) {
      if (rules.contains(rule)) {
        throw AwsFailure.refused(
            "InvalidPermission.Duplicate", "the specified rule already exists");
      }
      rules.add(rule);
    }
    if (added.isEmpty()) {
      throw AwsFailure.missing("IpPermissions");
    }
    if (store.find(StoredGroup.class, group.id()).isPresent()) {
      store.put(
          new StoredGroup(
              group.place(),
              group.body().toBuilder().ipPermissions(rules).build(),
              group.createdAt()));
    }
    return AuthorizeSecurityGroupIngressResponse.builder().returnValue(true).build();
  }

  private SdkPojo delete(Call call, DeleteSecurityGroupRequest request) {
    StoredGroup group = group(call, request.groupId(), request.groupName());
    if (group.body().groupName().equals("default")) {
      throw AwsFailure.refused(
          "CannotDelete", "the specified group: \"" + group.id() + "\" name: \"default\"");
    }
    if (datacenter.instances(call).anyMatch(one -> uses(one, group.id()))) {
      throw AwsFailure.refused(
          "DependencyViolation", "resource " + group.id() + " has a dependent object");
    }
    store.remove(group);
    tags.forget(call.place(), group.id());
    return DeleteSecurityGroupResponse.builder().returnValue(true).groupId(group.id()).build();
  }

  private boolean uses(StoredInstance instance, String group) {
    return !instance.life().is("terminated", datacenter.now())
        && instance.body().securityGroups().stream().anyMatch(one -> one.groupId().equals(group));
  }
}
