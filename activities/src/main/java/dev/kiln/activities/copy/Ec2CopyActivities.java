package dev.kiln.activities.copy;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.AwsFailures;
import dev.kiln.activities.aws.Grace;
import dev.kiln.activities.aws.Patience;
import dev.kiln.activities.aws.Permission;
import dev.kiln.activities.image.Ec2Images;
import dev.kiln.activities.image.ImageWaits;
import dev.kiln.activities.image.OwnImages;
import dev.kiln.activities.waiting.OpenWait;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.RegionalAmi;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.copy.CopyActivities;
import dev.kiln.workflows.copy.CopyWorkflow;
import dev.kiln.workflows.copy.Distribution;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.CopyImageRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Copies images with EC2's own copy, which the destination makes. */
public final class Ec2CopyActivities implements CopyActivities {
  private static final Logger LOG = LoggerFactory.getLogger(Ec2CopyActivities.class);

  /** For this many tries, an ID that EC2 just gave out may be unknown to it. */
  private static final int GRACE_TRIES = 4;

  /** How much of a run's ID makes a name unique if the source's name is taken. */
  private static final int SUFFIX = 8;

  private final AwsCalls aws;
  private final OwnImages images;
  private final ImageWaits waits;
  private final Permission permission;
  private final CopyLimits limits;

  public Ec2CopyActivities(AwsCalls aws, ImageWaits waits, Patience patience) {
    this.aws = aws;
    this.images = new OwnImages(aws);
    this.waits = waits;
    this.permission = new Permission(aws);
    this.limits = new CopyLimits(patience.turn());
  }

  @Override
  public Distribution checkDistribution(
      Region home, Optional<AmiId> source, Distribution distribution) {
    return new CopyPreflight(aws, images, permission).check(home, source, distribution);
  }

  @Override
  public CopyActivities.Source readCopySource(RegionalAmi wanted) {
    DescribeImagesRequest request =
        DescribeImagesRequest.builder()
            .filters(filter("image-id", wanted.ami().value()))
            .includeDeprecated(true)
            .build();
    List<Image> found =
        aws.ec2()
            .call(wanted.region(), "DescribeImages", ec2 -> ec2.describeImages(request))
            .images();
    if (found.isEmpty()) {
      throw Grace.attempt() < GRACE_TRIES
          ? FailureType.CLOUD_UNAVAILABLE.failure(wanted + " is not visible yet")
          : FailureType.INVALID_REQUEST.failure(
              "cannot copy %s: it does not exist or is not shared with this account; check the ID and --region"
                  .formatted(wanted));
    }
    Image image = found.get(0);
    return switch (Ec2Images.state(image)) {
      case AVAILABLE -> tested(wanted, image);
      case PENDING ->
          throw FailureType.CLOUD_UNAVAILABLE.failure(
              wanted + " is still being made; Kiln waits for it");
      case UNUSABLE, UNTESTED ->
          throw FailureType.INVALID_REQUEST.failure(
              "cannot copy %s: it is %s; choose another"
                  .formatted(wanted, Ec2Images.stateText(image)));
    };
  }

  /** A passed test may become visible a little later. */
  private static CopyActivities.Source tested(RegionalAmi wanted, Image image) {
    if (!ImageTags.awaitsBootTest(Ec2Images.tags(image))) {
      return source(wanted, image);
    }
    throw Grace.attempt() < GRACE_TRIES
        ? FailureType.CLOUD_UNAVAILABLE.failure(wanted + " has yet to pass its boot test")
        : FailureType.INVALID_REQUEST.failure(
            "cannot copy %s: it has yet to pass its boot test; wait for its build, or build again"
                .formatted(wanted));
  }

  private static CopyActivities.Source source(RegionalAmi wanted, Image image) {
    Map<String, String> tags = new TreeMap<>(Ec2Images.tags(image));
    tags.keySet().removeIf(key -> key.startsWith("aws:"));
    return new CopyActivities.Source(
        wanted,
        Optional.ofNullable(image.name()).orElse(wanted.ami().value()),
        Optional.ofNullable(image.description()).orElse(""),
        Architecture.of(image.architectureAsString()),
        Ec2Images.read(image, wanted.region(), Map.of()).map(KilnImage::key),
        image.blockDeviceMappings().stream()
            .anyMatch(d -> d.ebs() != null && Boolean.TRUE.equals(d.ebs().encrypted())),
        tags);
  }

  @Override
  public Optional<CopyActivities.Found> findCopy(
      CopyActivities.Source source, CopyWorkflow.Spec spec) {
    return new CopySearch(aws, images).find(source, spec);
  }

  @Override
  public AmiId beginCopy(CopyActivities.Request request) {
    Region region = request.spec().destination();
    limits.requireRoom(region);
    AmiId ami = copy(request);
    LOG.info(
        "event=copy_begun ami={} region={} source={}", ami, region, request.spec().source().ami());
    return ami;
  }

  /**
   * The copy gets its source's name. If another image has that name, or a copy with another key,
   * Kiln appends part of the run's ID.
   */
  private AmiId copy(CopyActivities.Request request) {
    String name = request.source().name();
    try {
      return copy(request, name, request.token());
    } catch (SdkException refused) {
      if (AwsFailures.isOtherRequestOfToken(refused)) {
        return begunBefore(request).orElseThrow(() -> unseen(request, refused));
      }
      if (!isNameTaken(refused)) {
        throw explain(request, refused);
      }
    }
    Optional<AmiId> ours = begunBefore(request);
    if (ours.isPresent()) {
      return ours.get();
    }
    try {
      String suffix = request.token().substring(0, SUFFIX);
      return copy(request, name + "-" + suffix, request.token() + "-" + suffix);
    } catch (SdkException refused) {
      throw explain(request, refused);
    }
  }

  private AmiId copy(CopyActivities.Request request, String name, String clientToken) {
    CopyWorkflow.Spec spec = request.spec();
    CopyImageRequest.Builder copy =
        CopyImageRequest.builder()
            .clientToken(clientToken)
            .name(name)
            .description(request.source().description())
            .sourceImageId(spec.source().ami().value())
            .sourceRegion(spec.source().region().value())
            .tagSpecifications(
                Ec2Images.tagged(ResourceType.IMAGE, request.tags()),
                Ec2Images.tagged(ResourceType.SNAPSHOT, request.tags()));
    if (request.source().encrypted() || spec.key().isPresent()) {
      copy.encrypted(true);
      spec.key().ifPresent(copy::kmsKeyId);
    }
    CopyImageRequest call = copy.build();
    return new AmiId(
        aws.ec2().raw(spec.destination(), "CopyImage", ec2 -> ec2.copyImage(call)).imageId());
  }

  /** The token finds it too, but not after EC2 refused a name: that call had another name. */
  private Optional<AmiId> begunBefore(CopyActivities.Request request) {
    return images
        .describe(request.spec().destination(), filter("tag:" + ImageTags.COPY_ID, request.token()))
        .stream()
        .map(image -> new AmiId(image.imageId()))
        .findFirst();
  }

  /** Another version of this code may have begun the copy with a different request. */
  private static ApplicationFailure unseen(CopyActivities.Request request, SdkException refused) {
    FailureType type =
        Grace.attempt() < GRACE_TRIES ? FailureType.CLOUD_UNAVAILABLE : FailureType.IMAGE_FAILED;
    return type.failure(
        "the copy of %s that an earlier request began is not visible in %s"
            .formatted(request.spec().source(), request.spec().destination()),
        refused);
  }

  private static boolean isNameTaken(SdkException refused) {
    return AwsFailures.code(refused).filter("InvalidAMIName.Duplicate"::equals).isPresent();
  }

  private ApplicationFailure explain(CopyActivities.Request request, SdkException refused) {
    Region region = request.spec().destination();
    boolean full =
        AwsFailures.code(refused).filter("ResourceLimitExceeded"::equals).isPresent()
            && limits.learn(region, String.valueOf(refused.getMessage()));
    return full ? limits.full(region) : AwsFailures.translate("CopyImage", region, refused);
  }

  @Override
  public CopyWorkflow.Copy awaitCopy(
      RegionalAmi copy, Optional<String> key, boolean sourceEncrypted) {
    OpenWait<CopyWorkflow.Copy> wait =
        waits.await(
            copy.region(),
            copy.ami(),
            reading -> CopyReading.of(copy, key, sourceEncrypted, reading));
    limits.begun(copy.region(), wait);
    return wait.resultComesLater();
  }

  @Override
  public void discardCopies(Region region, String copyId, Optional<AmiId> begun) {
    Set<AmiId> copies = new TreeSet<>();
    begun.ifPresent(copies::add);
    images
        .describe(region, filter("tag:" + ImageTags.COPY_ID, copyId + "-*"))
        .forEach(image -> copies.add(new AmiId(image.imageId())));
    copies.forEach(ami -> images.deregister(region, ami));
    LOG.info("event=copies_discarded copy={} region={} images={}", copyId, region, copies);
  }
}
