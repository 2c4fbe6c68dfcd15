package dev.kiln.activities.image;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageTags;
import dev.kiln.workflows.image.ImageActivities.SizeQuery;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Image;

/** Measures what a new image stores and adds, and notes it in the image's tags. */
final class SizeRecord {
  private static final Logger LOG = LoggerFactory.getLogger(SizeRecord.class);

  private final AwsCalls aws;
  private final SnapshotBlocks blocks;

  SizeRecord(AwsCalls aws) {
    this.aws = aws;
    this.blocks = new SnapshotBlocks(aws);
  }

  void make(SizeQuery query) {
    Optional<Long> added = query.parent().flatMap(parent -> added(query, parent));
    Map<String, String> tags = ImageTags.sizes(query.stored(), added);
    if (!tags.isEmpty()) {
      aws.ec2()
          .call(
              query.region(),
              "CreateTags",
              ec2 ->
                  ec2.createTags(
                      r -> r.resources(query.ami().value()).tags(Ec2Images.tagList(tags))));
    }
  }

  /** A size is nice to know: where EBS does not tell it, there is none. */
  private Optional<Long> added(SizeQuery query, AmiId parent) {
    try {
      Map<String, Image> found = describe(query.region(), query.ami(), parent);
      Optional<String> below = SnapshotBlocks.onlySnapshot(found.get(parent.value()));
      Optional<String> above = SnapshotBlocks.onlySnapshot(found.get(query.ami().value()));
      return below.isPresent() && above.isPresent()
          ? Optional.of(blocks.added(query.region(), below.get(), above.get()))
          : Optional.empty();
    } catch (SdkException refused) {
      LOG.info("event=not_measured image={} reason=\"{}\"", query.ami(), refused.getMessage());
      return Optional.empty();
    }
  }

  private Map<String, Image> describe(Region region, AmiId... amis) {
    String[] ids = Arrays.stream(amis).map(AmiId::value).toArray(String[]::new);
    Map<String, Image> found = new HashMap<>();
    aws.ec2()
        .raw(
            region,
            "DescribeImages",
            ec2 -> ec2.describeImages(r -> r.filters(filter("image-id", ids))))
        .images()
        .forEach(image -> found.put(image.imageId(), image));
    return found;
  }
}
