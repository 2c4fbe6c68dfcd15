package dev.kiln.activities.image;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.aws.Ec2Lists;
import dev.kiln.activities.aws.FilterValues;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.AddedBytes;
import dev.kiln.model.image.ForeignImage;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.Layering;
import dev.kiln.workflows.catalog.LineageActivities;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;

/** Names images by describing them, and measures them by the blocks of their snapshots. */
public final class Ec2LineageActivities implements LineageActivities {
  private static final Logger LOG = LoggerFactory.getLogger(Ec2LineageActivities.class);

  private final AwsCalls aws;
  private final SnapshotBlocks blocks;

  public Ec2LineageActivities(AwsCalls aws) {
    this.aws = aws;
    this.blocks = new SnapshotBlocks(aws);
  }

  @Override
  public List<ForeignImage> nameImages(Region region, List<AmiId> amis) {
    Map<AmiId, Image> found = describe(region, amis);
    return amis.stream()
        .map(
            ami -> {
              Optional<Image> image = Optional.ofNullable(found.get(ami));
              return new ForeignImage(
                  ami,
                  image.map(known -> Optional.ofNullable(known.name()).orElse("")),
                  image.filter(Ec2LineageActivities::isOurs).isPresent());
            })
        .toList();
  }

  private static boolean isOurs(Image image) {
    return ImageTags.KILN.equals(Ec2Images.tags(image).get(ImageTags.MANAGED_BY));
  }

  @Override
  public List<AddedBytes> measureAdded(Region region, List<Layering> layerings) {
    Map<AmiId, Image> found =
        describe(
            region,
            layerings.stream()
                .flatMap(layering -> Stream.of(layering.image(), layering.base()))
                .distinct()
                .toList());
    List<AddedBytes> measured = new ArrayList<>();
    for (Layering layering : layerings) {
      Optional<String> below = SnapshotBlocks.onlySnapshot(found.get(layering.base()));
      Optional<String> above = SnapshotBlocks.onlySnapshot(found.get(layering.image()));
      if (below.isPresent() && above.isPresent()) {
        try {
          measured.add(
              new AddedBytes(layering.image(), blocks.added(region, below.get(), above.get())));
        } catch (SdkException refused) {
          LOG.info(
              "event=not_measured image={} reason=\"{}\"", layering.image(), refused.getMessage());
          if (AwsFailures.isThrottling(refused)) {
            throw AwsFailures.translate("ListChangedBlocks", region, refused);
          }
          if (!(refused instanceof AwsServiceException)) {
            return measured; // nobody answers there, so the others would only wait
          }
        }
      }
    }
    return measured;
  }

  private Map<AmiId, Image> describe(Region region, Collection<AmiId> amis) {
    Map<AmiId, Image> found = new HashMap<>();
    FilterValues.read(
            "image-id", amis.stream().map(AmiId::value).toList(), these -> images(region, these))
        .forEach(image -> found.put(new AmiId(image.imageId()), image));
    return found;
  }

  private List<Image> images(Region region, Filter these) {
    DescribeImagesRequest request =
        DescribeImagesRequest.builder().filters(these).includeDeprecated(true).build();
    return Ec2Lists.images(aws, region, request);
  }
}
