package dev.kiln.localcloud.iam;

import dev.kiln.localcloud.datacenter.Ids;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.settings.Condition;
import dev.kiln.localcloud.settings.Conditions;
import dev.kiln.localcloud.state.Place;
import dev.kiln.localcloud.wire.AwsFailure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * The IAM service. Nothing creates roles and profiles: every profile that is named exists and holds
 * the role of the same name, which EC2 may assume and Systems Manager may manage.
 */
public final class Iam {
  /** IAM is the same in all regions, and so are its ids. */
  private static final String EVERYWHERE = "aws-global";

  private static final Instant CREATED = Instant.parse("2024-01-01T00:00:00Z");
  private static final String TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
      "Principal":{"Service":"%s"},"Action":"sts:AssumeRole"}]}""";

  private final Conditions conditions;

  public Iam(Conditions conditions) {
    this.conditions = conditions;
  }

  /** All its actions by name. */
  public Map<String, Action> actions() {
    return Map.of(
        "GetInstanceProfile", Action.of(GetInstanceProfileRequest::builder, this::profile),
        "GetRole", Action.of(GetRoleRequest::builder, this::role),
        "ListAttachedRolePolicies",
            Action.of(ListAttachedRolePoliciesRequest::builder, this::policies));
  }

  private SdkPojo profile(Call call, GetInstanceProfileRequest request) {
    String name = required("instanceProfileName", request.instanceProfileName());
    if (conditions.hold(Condition.NO_INSTANCE_PROFILE)) {
      throw missing("Instance Profile " + name + " cannot be found.");
    }
    String account = call.place().account();
    return GetInstanceProfileResponse.builder()
        .instanceProfile(
            InstanceProfile.builder()
                .path("/")
                .instanceProfileName(name)
                .instanceProfileId(id("AIPA", account, name))
                .arn("arn:aws:iam::%s:instance-profile/%s".formatted(account, name))
                .createDate(CREATED)
                .roles(role(account, name))
                .build())
        .build();
  }

  private SdkPojo role(Call call, GetRoleRequest request) {
    String name = existing(required("roleName", request.roleName()));
    return GetRoleResponse.builder().role(role(call.place().account(), name)).build();
  }

  private SdkPojo policies(Call call, ListAttachedRolePoliciesRequest request) {
    existing(required("roleName", request.roleName()));
    AttachedPolicy core =
        AttachedPolicy.builder()
            .policyName("AmazonSSMManagedInstanceCore")
            .policyArn("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore")
            .build();
    return ListAttachedRolePoliciesResponse.builder()
        .attachedPolicies(conditions.hold(Condition.NO_ROLE_POLICY) ? List.of() : List.of(core))
        .isTruncated(false)
        .build();
  }

  private Role role(String account, String name) {
    String trusted =
        conditions.hold(Condition.NO_ROLE_TRUST) ? "lambda.amazonaws.com" : "ec2.amazonaws.com";
    return Role.builder()
        .path("/")
        .roleName(name)
        .roleId(id("AROA", account, name))
        .arn("arn:aws:iam::%s:role/%s".formatted(account, name))
        .createDate(CREATED)
        .assumeRolePolicyDocument(
            URLEncoder.encode(TRUST.formatted(trusted), StandardCharsets.UTF_8).replace("+", "%20"))
        .build();
  }

  private String existing(String role) {
    if (conditions.hold(Condition.NO_INSTANCE_PROFILE)) {
      throw missing("The role with name " + role + " cannot be found.");
    }
    return role;
  }

  private static String id(String prefix, String account, String name) {
    String unique = Ids.of("id", new Place(account, EVERYWHERE) + "/" + prefix + "/" + name);
    return prefix + unique.substring("id-".length()).toUpperCase(Locale.ROOT);
  }

  private static String required(String parameter, @Nullable String value) {
    return Optional.ofNullable(value)
        .orElseThrow(
            () ->
                AwsFailure.refused(
                    "ValidationError",
                    "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null"
                        .formatted(parameter)));
  }

  private static AwsFailure missing(String message) {
    return new AwsFailure(404, "NoSuchEntity", message);
  }
}
