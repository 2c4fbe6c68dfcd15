package dev.kiln.activities.image;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.aws.Grace;
import dev.kiln.model.AmiId;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageTags;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.image.ImageActivities;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.CreateImageRequest;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * Takes the image of a builder. CreateImage accepts no client token, so the image's name prevents a
 * second image: if an image has the name and belongs to this run, Kiln adopts it.
 */
final class ImageRegistration {
  private final AwsCalls aws;
  private final ImageActivities.RegisterRequest request;
  private final Region region;
  private final Duration namePause;
  private final int attempt;

  /**
   * A registration.
   *
   * @param namePause until Kiln tries a name again that is free and still refused
   * @param attempt of the activity, from 1; an earlier attempt may have taken the image
   */
  ImageRegistration(
      AwsCalls aws, ImageActivities.RegisterRequest request, Duration namePause, int attempt) {
    this.aws = aws;
    this.request = request;
    this.region = request.key().region();
    this.namePause = namePause;
    this.attempt = attempt;
  }

  AmiId registerOnce() {
    return (attempt == 1 ? Optional.<AmiId>empty() : taken()).orElseGet(this::create);
  }

  private AmiId create() {
    CreateImageRequest create =
        CreateImageRequest.builder()
            .instanceId(request.instance().value())
            .name(request.amiName())
            .description(request.description())
            .noReboot(request.noReboot())
            .tagSpecifications(
                Ec2Images.tagged(ResourceType.IMAGE, request.tags()),
                Ec2Images.tagged(ResourceType.SNAPSHOT, ofSnapshots(request.tags())))
            .build();
    try {
      return new AmiId(
          aws.ec2().raw(region, "CreateImage", ec2 -> ec2.createImage(create)).imageId());
    } catch (SdkException refused) {
      if (AwsFailures.code(refused).filter("InvalidAMIName.Duplicate"::equals).isPresent()) {
        return taken().orElseThrow(this::nameIsBusy);
      }
      throw Grace.failure("CreateImage", region, attempt, refused);
    }
  }

  /** Tags about a pending test go on the image only, where one call changes them. */
  private static Map<String, String> ofSnapshots(Map<String, String> tags) {
    Map<String, String> kept = new HashMap<>(tags);
    kept.remove(ImageTags.BOOT_TEST);
    kept.remove(ImageTags.EXPIRES_AT);
    return kept;
  }

  /** The image of this name, if it belongs to this builder. */
  private Optional<AmiId> taken() {
    List<Image> sameName = new OwnImages(aws).describe(region, filter("name", request.amiName()));
    if (sameName.isEmpty()) {
      return Optional.empty();
    }
    Image image = sameName.get(0);
    String buildId = Ec2Images.tags(image).getOrDefault(ImageTags.BUILD_ID, "");
    if (!buildId.equals(request.buildId())) {
      throw FailureType.NAME_TAKEN.failure(
          "cannot name the image '%s': %s has that name and is not of this build; choose another --name"
              .formatted(request.amiName(), image.imageId()));
    }
    if (!isOfThisBuilder(image)) {
      throw nameIsBusy();
    }
    return Optional.of(new AmiId(image.imageId()));
  }

  /** This run already removed the images of builders that it lost, but EC2 may still show them. */
  private boolean isOfThisBuilder(Image image) {
    return image.sourceInstanceId() == null
        || image.sourceInstanceId().equals(request.instance().value());
  }

  /** After a deregistration, EC2 needs minutes until the name is free again. */
  private ApplicationFailure nameIsBusy() {
    return FailureType.CLOUD_UNAVAILABLE
        .builder("the name '" + request.amiName() + "' is not free yet; Kiln tries again")
        .setNextRetryDelay(namePause)
        .build();
  }
}
