package dev.kiln.activities.retire;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.aws.Ec2Lists;
import dev.kiln.activities.aws.FilterValues;
import dev.kiln.activities.aws.Page;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.UseKind;
import dev.kiln.workflows.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplate;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/**
 * Auto-scaling groups, by the image that they would launch next: from a launch configuration, or
 * from the exact version of a launch template that they name, however old. EC2's references cover
 * neither.
 */
final class AutoScalingCheck implements UseCheck {
  private static final Logger LOG = LoggerFactory.getLogger(AutoScalingCheck.class);

  private final AwsCalls aws;

  AutoScalingCheck(AwsCalls aws) {
    this.aws = aws;
  }

  @Override
  public List<ImageUse> find(Region region, List<AmiId> images) {
    Set<String> wanted = new HashSet<>();
    images.forEach(image -> wanted.add(image.value()));
    Map<LaunchTemplateSpecification, Optional<Set<String>>> templates = new HashMap<>();
    List<ImageUse> uses = new ArrayList<>();
    for (AutoScalingGroup group : groups(region)) {
      Set<String> launched = new HashSet<>();
      Optional.ofNullable(group.launchConfigurationName())
          .ifPresent(name -> launched.addAll(configured(region, name)));
      Optional<String> unreadable = Optional.empty();
      for (LaunchTemplateSpecification template : templates(group, launched)) {
        Optional<Set<String>> named =
            templates.computeIfAbsent(template, one -> templated(region, one));
        named.ifPresent(launched::addAll);
        unreadable = named.isPresent() ? unreadable : Optional.of(name(template));
      }
      if (unreadable.isPresent()) {
        launched.addAll(running(region, group));
      }
      String detail = detail(group, unreadable);
      launched.stream()
          .filter(wanted::contains)
          .forEach(image -> uses.add(use(region, image, group, detail)));
    }
    return uses;
  }

  private static ImageUse use(Region region, String image, AutoScalingGroup group, String detail) {
    return new ImageUse(
        new AmiId(image), UseKind.AUTO_SCALING_GROUP, group.autoScalingGroupName(), detail, region);
  }

  private static String detail(AutoScalingGroup group, Optional<String> unreadable) {
    return "%d to %d instances".formatted(group.minSize(), group.maxSize())
        + unreadable
            .map(template -> "; its launch template " + template + " cannot be read")
            .orElse("");
  }

  private static String name(LaunchTemplateSpecification template) {
    return Optional.ofNullable(template.launchTemplateId()).orElse(template.launchTemplateName());
  }

  /** The images of a group's instances: all that is known of a group that can launch no more. */
  private Set<String> running(Region region, AutoScalingGroup group) {
    List<String> ids = group.instances().stream().map(one -> one.instanceId()).toList();
    return FilterValues.read("instance-id", ids, these -> Ec2Lists.instances(aws, region, these))
        .stream()
        .map(instance -> instance.imageId())
        .collect(Collectors.toSet());
  }

  private List<AutoScalingGroup> groups(Region region) {
    return aws.autoScaling()
        .list(
            region,
            "DescribeAutoScalingGroups",
            AutoScalingGroup::autoScalingGroupName,
            (client, token) -> {
              DescribeAutoScalingGroupsResponse page =
                  client.describeAutoScalingGroups(r -> r.nextToken(token));
              return Page.of(page.autoScalingGroups(), page.nextToken());
            });
  }

  private List<String> configured(Region region, String name) {
    return aws
        .autoScaling()
        .call(
            region,
            "DescribeLaunchConfigurations",
            client -> client.describeLaunchConfigurations(r -> r.launchConfigurationNames(name)))
        .launchConfigurations()
        .stream()
        .map(LaunchConfiguration::imageId)
        .toList();
  }

  /** The templates of a group; an override may also name an image itself. */
  private static List<LaunchTemplateSpecification> templates(
      AutoScalingGroup group, Set<String> launched) {
    List<LaunchTemplateSpecification> templates = new ArrayList<>();
    Optional.ofNullable(group.launchTemplate()).ifPresent(templates::add);
    if (group.mixedInstancesPolicy() != null) {
      LaunchTemplate mixed = group.mixedInstancesPolicy().launchTemplate();
      Optional.ofNullable(mixed.launchTemplateSpecification()).ifPresent(templates::add);
      mixed
          .overrides()
          .forEach(
              override -> {
                Optional.ofNullable(override.launchTemplateSpecification())
                    .ifPresent(templates::add);
                Optional.ofNullable(override.imageId()).ifPresent(launched::add);
              });
    }
    return templates;
  }

  /**
   * The images that a template names; empty if EC2 has no such template or version any more, or
   * cannot read it: then the group launches nothing. If a template names a parameter, Kiln reads
   * the parameter's current value.
   */
  private Optional<Set<String>> templated(Region region, LaunchTemplateSpecification template) {
    DescribeLaunchTemplateVersionsRequest.Builder request =
        DescribeLaunchTemplateVersionsRequest.builder()
            .versions(Optional.ofNullable(template.version()).orElse("$Default"))
            .resolveAlias(true);
    if (template.launchTemplateId() == null) {
      request.launchTemplateName(template.launchTemplateName());
    } else {
      request.launchTemplateId(template.launchTemplateId());
    }
    try {
      return Optional.of(images(region, request.build()));
    } catch (SdkException refused) {
      ApplicationFailure failure =
          AwsFailures.translate("DescribeLaunchTemplateVersions", region, refused);
      if (AwsFailures.isUnknownAction(refused)
          || !FailureType.INVALID_REQUEST.name().equals(failure.getType())) {
        throw failure;
      }
      LOG.warn("event=launch_template_unreadable reason=\"{}\"", failure.getOriginalMessage());
      return Optional.empty();
    }
  }

  private Set<String> images(Region region, DescribeLaunchTemplateVersionsRequest request) {
    return aws
        .ec2()
        .raw(
            region,
            "DescribeLaunchTemplateVersions",
            ec2 -> ec2.describeLaunchTemplateVersions(request))
        .launchTemplateVersions()
        .stream()
        .map(LaunchTemplateVersion::launchTemplateData)
        .flatMap(data -> Optional.ofNullable(data.imageId()).stream())
        .collect(Collectors.toSet());
  }
}
