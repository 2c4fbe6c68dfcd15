package dev.kiln.activities.image;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.waiting.OpenWait;
import dev.kiln.model.AmiId;
import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageTags;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.image.Image;
import dev.kiln.workflows.image.ImageActivities;
import dev.kiln.workflows.image.Leftovers;
import dev.kiln.workflows.image.RegisterRequest;
import dev.kiln.workflows.image.ValidationRecord;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.CreateImageRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Takes images of stopped instances. */
public final class Ec2ImageActivities implements ImageActivities {
  private static final Logger LOG = LoggerFactory.getLogger(Ec2ImageActivities.class);

  /** After a deregistration EC2 needs minutes until the name is free again. */
  private static final Duration NAME_PAUSE = Duration.ofMinutes(1);

  private final AwsCalls aws;
  private final OwnImages images;
  private final ImageWaits waits;

  public Ec2ImageActivities(AwsCalls aws, ImageWaits waits) {
    this.aws = aws;
    this.images = new OwnImages(aws);
    this.waits = waits;
  }

  @Override
  public AmiId registerImage(RegisterRequest request) {
    AmiId ami =
        (attempt() == 1 ? Optional.<AmiId>empty() : taken(request))
            .orElseGet(() -> create(request));
    LOG.info(
        "event=image_registered ami={} name={} instance={}",
        ami,
        request.amiName(),
        request.builder().instance());
    return ami;
  }

  private static int attempt() {
    return Activity.getExecutionContext().getInfo().getAttempt();
  }

  private AmiId create(RegisterRequest request) {
    Region region = request.key().region();
    CreateImageRequest create =
        CreateImageRequest.builder()
            .instanceId(request.builder().instance().value())
            .name(request.amiName())
            .description(request.description())
            .tagSpecifications(
                Ec2Images.tagged(ResourceType.IMAGE, request.tags()),
                Ec2Images.tagged(ResourceType.SNAPSHOT, ofSnapshots(request.tags())))
            .build();
    try {
      return new AmiId(aws.ec2Raw(region, "CreateImage", ec2 -> ec2.createImage(create)).imageId());
    } catch (SdkException refused) {
      if (AwsFailures.code(refused).filter("InvalidAMIName.Duplicate"::equals).isPresent()) {
        return taken(request).orElseThrow(() -> nameIsBusy(request));
      }
      throw AwsCalls.inGrace("CreateImage", region, attempt(), refused);
    }
  }

  /**
   * What an image has still to show is said of the image alone, where it is changed in one call.
   */
  private static Map<String, String> ofSnapshots(Map<String, String> tags) {
    Map<String, String> kept = new HashMap<>(tags);
    kept.remove(ImageTags.BOOT_TEST);
    return kept;
  }

  /**
   * The image of this name, if this very run took it: CreateImage knows no client token, and it is
   * the name that makes a second call harmless.
   */
  private Optional<AmiId> taken(RegisterRequest request) {
    List<software.amazon.awssdk.services.ec2.model.Image> sameName =
        images.describe(request.key().region(), filter("name", request.amiName()));
    if (sameName.isEmpty()) {
      return Optional.empty();
    }
    software.amazon.awssdk.services.ec2.model.Image image = sameName.get(0);
    String buildId = Ec2Images.tags(image).getOrDefault(ImageTags.BUILD_ID, "");
    if (!buildId.equals(request.builder().buildId())) {
      throw FailureType.NAME_TAKEN.failure(
          "cannot call the image '%s': %s has that name and is not of this build; choose another --name"
              .formatted(request.amiName(), image.imageId()));
    }
    return Optional.of(new AmiId(image.imageId()));
  }

  private static ApplicationFailure nameIsBusy(RegisterRequest request) {
    return FailureType.CLOUD_UNAVAILABLE
        .builder("the name '" + request.amiName() + "' is not free yet; tried again")
        .setNextRetryDelay(NAME_PAUSE)
        .build();
  }

  @Override
  public Image awaitImage(AmiId ami, ImageKey key) {
    OpenWait unused = waits.await(key.region(), ami, reading -> reading.toImage(ami, key));
    return ImageReading.placeholder(ami, key);
  }

  @Override
  public void recordValidation(ValidationRecord outcome) {
    Map<String, String> tags =
        outcome.accepts()
            ? ImageTags.accepted(outcome.validation(), outcome.at())
            : ImageTags.validated(outcome.validation(), outcome.at());
    try {
      aws.ec2Raw(
          outcome.region(),
          "CreateTags",
          ec2 ->
              ec2.createTags(
                  r -> r.resources(outcome.ami().value()).tags(Ec2Images.tagList(tags))));
    } catch (SdkException refused) {
      throw AwsCalls.inGrace("CreateTags", outcome.region(), attempt(), refused);
    }
    LOG.info("event=image_validated ami={} outcome={}", outcome.ami(), outcome.validation().word());
  }

  @Override
  public void discardImage(AmiId ami, ImageKey key) {
    images.deregister(key.region(), ami);
  }

  @Override
  public String removeLeftovers(Leftovers leftovers) {
    Filter ours = filter("tag:" + ImageTags.BUILD_ID, leftovers.buildId());
    List<String> told = new ArrayList<>();
    Set<String> builders = builders(leftovers, ours);
    if (leftovers.keepBuilder()) {
      builders.forEach(id -> told.add("kept " + id));
    } else if (!builders.isEmpty()) {
      terminate(leftovers.region(), builders);
      builders.forEach(id -> told.add("terminated " + id));
    }
    if (!leftovers.keepImage()) {
      for (var image : images.describe(leftovers.region(), ours)) {
        images.deregister(leftovers.region(), new AmiId(image.imageId()));
        told.add("deregistered " + image.imageId());
      }
    }
    LOG.info("event=cleaned_up build={} did=\"{}\"", leftovers.buildId(), told);
    return String.join(", ", told);
  }

  private Set<String> builders(Leftovers leftovers, Filter ours) {
    Filter alive = filter("instance-state-name", "pending", "running", "stopping", "stopped");
    Set<String> ids = ConcurrentHashMap.newKeySet();
    leftovers.builder().map(InstanceId::value).ifPresent(ids::add);
    if (leftovers.keepImage() && !ids.isEmpty()) {
      return ids; // all went well, so there can be no other
    }
    aws.ec2(
            leftovers.region(),
            "DescribeInstances",
            ec2 -> ec2.describeInstances(r -> r.filters(ours, alive)))
        .reservations()
        .forEach(r -> r.instances().stream().map(Instance::instanceId).forEach(ids::add));
    return ids;
  }

  /** An id that EC2 does not know at first is no proof that nothing runs: it is asked again. */
  private void terminate(Region region, Set<String> ids) {
    try {
      aws.ec2Raw(
          region, "TerminateInstances", ec2 -> ec2.terminateInstances(r -> r.instanceIds(ids)));
    } catch (SdkException refused) {
      boolean gone = AwsFailures.isUnknownId(refused) && attempt() > AwsCalls.GRACE_TRIES;
      if (!gone) {
        throw AwsCalls.inGrace("TerminateInstances", region, attempt(), refused);
      }
    }
  }
}
