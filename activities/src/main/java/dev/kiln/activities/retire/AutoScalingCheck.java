package dev.kiln.activities.retire;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.Page;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.UseKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final AwsCalls aws;

  AutoScalingCheck(AwsCalls aws) {
    this.aws = aws;
  }

  @Override
  public List<ImageUse> find(Region region, List<AmiId> images) {
    Set<String> wanted = new HashSet<>();
    images.forEach(image -> wanted.add(image.value()));
    Map<LaunchTemplateSpecification, Set<String>> templates = new HashMap<>();
    List<ImageUse> uses = new ArrayList<>();
    for (AutoScalingGroup group : groups(region)) {
      Set<String> launched = new HashSet<>();
      Optional.ofNullable(group.launchConfigurationName())
          .ifPresent(name -> launched.addAll(configured(region, name)));
      for (LaunchTemplateSpecification template : templates(group, launched)) {
        launched.addAll(templates.computeIfAbsent(template, one -> templated(region, one)));
      }
      launched.stream()
          .filter(wanted::contains)
          .forEach(image -> uses.add(use(region, image, group)));
    }
    return uses;
  }

  private static ImageUse use(Region region, String image, AutoScalingGroup group) {
    return new ImageUse(
        new AmiId(image),
        UseKind.AUTO_SCALING_GROUP,
        group.autoScalingGroupName(),
        "%d to %d instances".formatted(group.minSize(), group.maxSize()),
        region);
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

  /** If a template names a parameter, Kiln reads the parameter's current value. */
  private Set<String> templated(Region region, LaunchTemplateSpecification template) {
    DescribeLaunchTemplateVersionsRequest.Builder request =
        DescribeLaunchTemplateVersionsRequest.builder()
            .versions(Optional.ofNullable(template.version()).orElse("$Default"))
            .resolveAlias(true);
    if (template.launchTemplateId() == null) {
      request.launchTemplateName(template.launchTemplateName());
    } else {
      request.launchTemplateId(template.launchTemplateId());
    }
    Set<String> images = new HashSet<>();
    aws
        .ec2()
        .call(
            region,
            "DescribeLaunchTemplateVersions",
            ec2 -> ec2.describeLaunchTemplateVersions(request.build()))
        .launchTemplateVersions()
        .stream()
        .map(LaunchTemplateVersion::launchTemplateData)
        .flatMap(data -> Optional.ofNullable(data.imageId()).stream())
        .forEach(images::add);
    return images;
  }
}
