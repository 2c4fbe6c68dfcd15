package dev.kiln.activities.image;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.aws.Grace;
import dev.kiln.activities.aws.Patience;
import dev.kiln.model.AmiId;
import dev.kiln.model.InstanceId;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageTags;
import dev.kiln.workflows.image.Image;
import dev.kiln.workflows.image.ImageActivities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Takes images of stopped instances. */
public final class Ec2ImageActivities implements ImageActivities {
  private static final Logger LOG = LoggerFactory.getLogger(Ec2ImageActivities.class);

  private final AwsCalls aws;
  private final OwnImages images;
  private final ImageWaits waits;
  private final Patience patience;
  private final SizeRecord sizes;

  public Ec2ImageActivities(AwsCalls aws, ImageWaits waits, Patience patience) {
    this.aws = aws;
    this.images = new OwnImages(aws);
    this.waits = waits;
    this.patience = patience;
    this.sizes = new SizeRecord(aws);
  }

  @Override
  public AmiId registerImage(ImageActivities.RegisterRequest request) {
    AmiId ami =
        new ImageRegistration(aws, request, patience.name(), Grace.attempt()).registerOnce();
    LOG.info(
        "event=image_registered ami={} name={} instance={}",
        ami,
        request.amiName(),
        request.instance());
    return ami;
  }

  @Override
  public Image awaitImage(AmiId ami, ImageKey key) {
    return waits.await(key.region(), ami, reading -> reading.toImage(ami, key)).resultComesLater();
  }

  @Override
  public void recordValidation(ImageActivities.ValidationRecord outcome) {
    Map<String, String> tags =
        outcome.accepts()
            ? ImageTags.accepted(outcome.validation(), outcome.at())
            : ImageTags.validated(outcome.validation(), outcome.at());
    try {
      aws.ec2()
          .raw(
              outcome.region(),
              "CreateTags",
              ec2 ->
                  ec2.createTags(
                      r -> r.resources(outcome.ami().value()).tags(Ec2Images.tagList(tags))));
    } catch (SdkException refused) {
      throw Grace.failure("CreateTags", outcome.region(), Grace.attempt(), refused);
    }
    if (outcome.accepts()) {
      stay(outcome.region(), outcome.ami());
    }
    LOG.info("event=image_validated ami={} outcome={}", outcome.ami(), outcome.validation().word());
  }

  /**
   * The janitor already spares the image. The remaining tag would only mislead people, so it is no
   * reason to lose the image.
   */
  private void stay(Region region, AmiId ami) {
    Tag expiry = Tag.builder().key(ImageTags.EXPIRES_AT).build();
    try {
      aws.ec2()
          .raw(
              region,
              "DeleteTags",
              ec2 -> ec2.deleteTags(r -> r.resources(ami.value()).tags(expiry)));
    } catch (SdkException refused) {
      if (!AwsFailures.isRefusal(refused)) {
        throw AwsFailures.translate("DeleteTags", region, refused);
      }
      LOG.info("event=expiry_left ami={} reason=\"{}\"", ami, refused.getMessage());
    }
  }

  @Override
  public void recordSize(ImageActivities.SizeQuery query) {
    sizes.make(query);
  }

  @Override
  public void discardImage(AmiId ami, ImageKey key) {
    images.deregister(key.region(), ami);
  }

  @Override
  public String removeLeftovers(ImageActivities.Leftovers leftovers) {
    Filter ours = filter("tag:" + ImageTags.BUILD_ID, leftovers.buildId());
    List<String> done = new ArrayList<>();
    Set<String> builders = builders(leftovers, ours);
    if (leftovers.keepBuilder()) {
      builders.forEach(id -> done.add("kept " + id));
    } else if (!builders.isEmpty()) {
      terminate(leftovers.region(), builders);
      builders.forEach(id -> done.add("terminated " + id));
    }
    if (!leftovers.keepImage()) {
      for (var image : images.describe(leftovers.region(), ours)) {
        images.deregister(leftovers.region(), new AmiId(image.imageId()));
        done.add("deregistered " + image.imageId());
      }
    }
    LOG.info("event=cleaned_up build={} did=\"{}\"", leftovers.buildId(), done);
    return String.join(", ", done);
  }

  private Set<String> builders(ImageActivities.Leftovers leftovers, Filter ours) {
    Filter alive = filter("instance-state-name", "pending", "running", "stopping", "stopped");
    Set<String> ids = ConcurrentHashMap.newKeySet();
    leftovers.builder().map(InstanceId::value).ifPresent(ids::add);
    if (leftovers.keepImage() && !ids.isEmpty()) {
      return ids; // all went well, so there can be no other
    }
    aws.ec2()
        .call(
            leftovers.region(),
            "DescribeInstances",
            ec2 -> ec2.describeInstances(r -> r.filters(ours, alive)))
        .reservations()
        .forEach(r -> r.instances().stream().map(Instance::instanceId).forEach(ids::add));
    return ids;
  }

  /** An ID that EC2 does not know at first does not prove that nothing runs, so Kiln asks again. */
  private void terminate(Region region, Set<String> ids) {
    try {
      aws.ec2()
          .raw(
              region, "TerminateInstances", ec2 -> ec2.terminateInstances(r -> r.instanceIds(ids)));
    } catch (SdkException refused) {
      boolean gone = AwsFailures.isUnknownId(refused) && Grace.attempt() > Grace.TRIES;
      if (!gone) {
        throw Grace.failure("TerminateInstances", region, Grace.attempt(), refused);
      }
    }
  }
}
