package dev.kiln.activities.retire;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.FilterValues;
import dev.kiln.activities.aws.Page;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.UseKind;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/**
 * Launch templates whose default or latest version names an image. A default version may be older
 * than the ten versions that EC2's references cover.
 */
final class LaunchTemplateCheck implements UseCheck {
  private final AwsCalls aws;

  LaunchTemplateCheck(AwsCalls aws) {
    this.aws = aws;
  }

  @Override
  public List<ImageUse> find(Region region, List<AmiId> images) {
    return FilterValues.read(
            "image-id",
            images.stream().map(AmiId::value).toList(),
            these -> describe(region, these))
        .stream()
        .map(version -> use(region, version))
        .toList();
  }

  private List<LaunchTemplateVersion> describe(Region region, Filter these) {
    DescribeLaunchTemplateVersionsRequest request =
        DescribeLaunchTemplateVersionsRequest.builder()
            .versions("$Default", "$Latest")
            .filters(these)
            .build();
    return aws.ec2()
        .list(
            region,
            "DescribeLaunchTemplateVersions",
            version -> List.of(version.launchTemplateId(), version.versionNumber()),
            (ec2, token) -> {
              DescribeLaunchTemplateVersionsResponse page =
                  ec2.describeLaunchTemplateVersions(request.toBuilder().nextToken(token).build());
              return Page.of(page.launchTemplateVersions(), page.nextToken());
            });
  }

  private static ImageUse use(Region region, LaunchTemplateVersion version) {
    return new ImageUse(
        new AmiId(version.launchTemplateData().imageId()),
        UseKind.LAUNCH_TEMPLATE,
        version.launchTemplateId(),
        version.launchTemplateName() + ", version " + version.versionNumber(),
        region);
  }
}
