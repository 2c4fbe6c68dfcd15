package dev.kiln.localcloud.autoscaling;

import dev.kiln.localcloud.datacenter.Page;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Place;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredAutoScalingGroup;
import dev.kiln.localcloud.state.StoredLaunchConfiguration;
import dev.kiln.localcloud.wire.AwsFailure;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.CreateLaunchConfigurationRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateLaunchConfigurationResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteLaunchConfigurationRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteLaunchConfigurationResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsResponse;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;

/** The Auto Scaling service. A group never launches anything here. */
public final class AutoScaling {
  private final Store store;
  private final InstantSource clock;

  public AutoScaling(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** All its actions by name. */
  public Map<String, Action> actions() {
    return Map.of(
        "CreateLaunchConfiguration",
            Action.of(CreateLaunchConfigurationRequest::builder, this::createConfiguration),
        "DescribeLaunchConfigurations",
            Action.of(DescribeLaunchConfigurationsRequest::builder, this::configurations),
        "DeleteLaunchConfiguration",
            Action.of(DeleteLaunchConfigurationRequest::builder, this::deleteConfiguration),
        "CreateAutoScalingGroup",
            Action.of(CreateAutoScalingGroupRequest::builder, this::createGroup),
        "DescribeAutoScalingGroups",
            Action.of(DescribeAutoScalingGroupsRequest::builder, this::groups),
        "DeleteAutoScalingGroup",
            Action.of(DeleteAutoScalingGroupRequest::builder, this::deleteGroup));
  }

  private SdkPojo createConfiguration(Call call, CreateLaunchConfigurationRequest request) {
    String name = required("LaunchConfigurationName", request.launchConfigurationName());
    unused(
        store.find(
            StoredLaunchConfiguration.class, StoredLaunchConfiguration.key(call.place(), name)));
    store.put(
        new StoredLaunchConfiguration(
            call.place(),
            LaunchConfiguration.builder()
                .launchConfigurationName(name)
                .launchConfigurationARN(arn(call.place(), "launchConfiguration", name))
                .imageId(required("ImageId", request.imageId()))
                .instanceType(required("InstanceType", request.instanceType()))
                .createdTime(clock.instant())
                .build()));
    return CreateLaunchConfigurationResponse.builder().build();
  }

  private SdkPojo configurations(Call call, DescribeLaunchConfigurationsRequest request) {
    List<String> names = request.launchConfigurationNames();
    List<LaunchConfiguration> found =
        store.all(StoredLaunchConfiguration.class).stream()
            .filter(one -> one.place().equals(call.place()))
            .map(StoredLaunchConfiguration::body)
            .filter(one -> names.isEmpty() || names.contains(one.launchConfigurationName()))
            .toList();
    Page<LaunchConfiguration> page =
        Page.of(
            found,
            LaunchConfiguration::launchConfigurationName,
            request.maxRecords(),
            request.nextToken());
    return DescribeLaunchConfigurationsResponse.builder()
        .launchConfigurations(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private SdkPojo deleteConfiguration(Call call, DeleteLaunchConfigurationRequest request) {
    String name = required("LaunchConfigurationName", request.launchConfigurationName());
    store.remove(
        there(
            store.find(
                StoredLaunchConfiguration.class, StoredLaunchConfiguration.key(call.place(), name)),
            name));
    return DeleteLaunchConfigurationResponse.builder().build();
  }

  private SdkPojo createGroup(Call call, CreateAutoScalingGroupRequest request) {
    String name = required("AutoScalingGroupName", request.autoScalingGroupName());
    unused(
        store.find(StoredAutoScalingGroup.class, StoredAutoScalingGroup.key(call.place(), name)));
    Optional.ofNullable(request.launchConfigurationName())
        .ifPresent(
            configuration ->
                there(
                    store.find(
                        StoredLaunchConfiguration.class,
                        StoredLaunchConfiguration.key(call.place(), configuration)),
                    configuration));
    store.put(
        new StoredAutoScalingGroup(
            call.place(),
            AutoScalingGroup.builder()
                .autoScalingGroupName(name)
                .autoScalingGroupARN(arn(call.place(), "autoScalingGroup", name))
                .launchConfigurationName(request.launchConfigurationName())
                .launchTemplate(request.launchTemplate())
                .mixedInstancesPolicy(request.mixedInstancesPolicy())
                .minSize(request.minSize())
                .maxSize(request.maxSize())
                .desiredCapacity(Optional.ofNullable(request.desiredCapacity()).orElse(0))
                .defaultCooldown(Optional.ofNullable(request.defaultCooldown()).orElse(300))
                .healthCheckType(Optional.ofNullable(request.healthCheckType()).orElse("EC2"))
                .availabilityZones(
                    request.hasAvailabilityZones()
                        ? request.availabilityZones()
                        : List.of(call.place().region() + "a"))
                .createdTime(clock.instant())
                .build()));
    return CreateAutoScalingGroupResponse.builder().build();
  }

  private SdkPojo groups(Call call, DescribeAutoScalingGroupsRequest request) {
    List<String> names = request.autoScalingGroupNames();
    List<AutoScalingGroup> found =
        store.all(StoredAutoScalingGroup.class).stream()
            .filter(one -> one.place().equals(call.place()))
            .map(StoredAutoScalingGroup::body)
            .filter(one -> names.isEmpty() || names.contains(one.autoScalingGroupName()))
            .toList();
    Page<AutoScalingGroup> page =
        Page.of(
            found,
            AutoScalingGroup::autoScalingGroupName,
            request.maxRecords(),
            request.nextToken());
    return DescribeAutoScalingGroupsResponse.builder()
        .autoScalingGroups(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private SdkPojo deleteGroup(Call call, DeleteAutoScalingGroupRequest request) {
    String name = required("AutoScalingGroupName", request.autoScalingGroupName());
    store.remove(
        there(
            store.find(
                StoredAutoScalingGroup.class, StoredAutoScalingGroup.key(call.place(), name)),
            name));
    return DeleteAutoScalingGroupResponse.builder().build();
  }

  private static String required(String parameter, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw AwsFailure.refused("ValidationError", "Value at '" + parameter + "' is missing");
    }
    return value;
  }

  private static void unused(Optional<?> before) {
    if (before.isPresent()) {
      throw AwsFailure.refused("AlreadyExists", "The name is already in use");
    }
  }

  private static <T> T there(Optional<T> found, String name) {
    return found.orElseThrow(
        () -> AwsFailure.refused("ValidationError", "There is no resource with the name " + name));
  }

  private static String arn(Place place, String kind, String name) {
    return "arn:aws:autoscaling:%s:%s:%s::%sName/%s"
        .formatted(place.region(), place.account(), kind, kind, name);
  }
}
