package dev.kiln.activities.retire;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.retire.ImageUse;
import dev.kiln.model.retire.UseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;

/**
 * Launch templates whose default or latest version names an image. A default may be older than the
 * ten versions that the references of EC2 cover.
 */
final class LaunchTemplateCheck implements UseCheck {
  /** EC2 takes so many values in one filter. */
  private static final int AT_ONCE = 200;

  private final AwsCalls aws;

  LaunchTemplateCheck(AwsCalls aws) {
    this.aws = aws;
  }

  @Override
  public List<ImageUse> find(Region region, List<AmiId> images) {
    List<ImageUse> uses = new ArrayList<>();
    for (int from = 0; from < images.size(); from += AT_ONCE) {
      String[] ids =
          images.subList(from, Math.min(images.size(), from + AT_ONCE)).stream()
              .map(AmiId::value)
              .toArray(String[]::new);
      Optional<String> page = Optional.empty();
      do {
        DescribeLaunchTemplateVersionsResponse found = describe(region, ids, page);
        found.launchTemplateVersions().forEach(version -> uses.add(use(region, version)));
        page = Optional.ofNullable(found.nextToken()).filter(token -> !token.isEmpty());
      } while (page.isPresent());
    }
    return uses;
  }

  private DescribeLaunchTemplateVersionsResponse describe(
      Region region, String[] images, Optional<String> page) {
    DescribeLaunchTemplateVersionsRequest request =
        DescribeLaunchTemplateVersionsRequest.builder()
            .versions("$Default", "$Latest")
            .filters(filter("image-id", images))
            .nextToken(page.orElse(null))
            .build();
    return aws.ec2(
        region,
        "DescribeLaunchTemplateVersions",
        ec2 -> ec2.describeLaunchTemplateVersions(request));
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
