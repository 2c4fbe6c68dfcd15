package dev.kiln.activities.image;

import static dev.kiln.activities.image.Ec2Images.filter;

import dev.kiln.activities.aws.AwsCalls;
import dev.kiln.activities.aws.Ec2Lists;
import dev.kiln.activities.aws.FilterValues;
import dev.kiln.activities.aws.Grace;
import dev.kiln.model.AmiId;
import dev.kiln.model.Architecture;
import dev.kiln.model.Region;
import dev.kiln.model.image.ImageKey;
import dev.kiln.model.image.ImageTags;
import dev.kiln.model.image.KilnImage;
import dev.kiln.model.layer.BaseImage;
import dev.kiln.model.layer.VendorImages;
import dev.kiln.workflows.FailureType;
import dev.kiln.workflows.catalog.BaseAmi;
import dev.kiln.workflows.catalog.CatalogActivities;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * Reads the images of one account: Kiln's by their tags and vendors' by their public parameters.
 */
public final class Ec2CatalogActivities implements CatalogActivities {
  private static final Logger LOG = LoggerFactory.getLogger(Ec2CatalogActivities.class);

  /** For this many tries, an ID that AWS just gave out may be unknown to it. */
  private static final int GRACE_TRIES = 4;

  static final Filter OURS = filter("tag:" + ImageTags.MANAGED_BY, ImageTags.KILN);

  private static final Comparator<KilnImage> NEWEST_FIRST =
      Comparator.comparing(KilnImage::created).reversed();

  private final AwsCalls aws;
  private final ImagePages pages;
  private final List<Region> ours;

  /**
   * Reads the account's images.
   *
   * @param ours the regions whose images Kiln may copy instead of building
   */
  public Ec2CatalogActivities(AwsCalls aws, List<Region> ours) {
    this.aws = aws;
    this.pages = new ImagePages(aws);
    this.ours = List.copyOf(ours);
  }

  @Override
  public List<KilnImage> findImages(List<ImageKey> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    Region region = keys.get(0).region();
    Set<ImageKey> wanted = Set.copyOf(keys);
    return FilterValues.read(
            "tag:" + ImageTags.TEMPLATE_HASH,
            keys.stream().map(key -> key.hash().value()).toList(),
            hashes -> describeOurs(region, List.of(OURS, hashes)))
        .stream()
        .filter(image -> wanted.contains(image.key()))
        .sorted(NEWEST_FIRST)
        .toList();
  }

  @Override
  public List<CatalogActivities.RegionalImages> findElsewhere(
      CatalogActivities.ElsewhereQuery query) {
    Region home = query.keys().get(0).region();
    return Stream.concat(query.regions().stream(), query.ours() ? ours.stream() : Stream.empty())
        .distinct()
        .filter(region -> !region.equals(home))
        .flatMap(region -> look(region, query).stream())
        .toList();
  }

  /** A copy only saves time, so a silent region costs no more than a few tries. */
  private Optional<CatalogActivities.RegionalImages> look(
      Region region, CatalogActivities.ElsewhereQuery query) {
    List<ImageKey> keys = query.keys().stream().map(key -> key.in(region)).toList();
    try {
      List<KilnImage> images = findImages(keys);
      Optional<AmiId> base =
          images.isEmpty() ? Optional.empty() : current(query.base(), keys.get(0));
      return Optional.of(new CatalogActivities.RegionalImages(region, images, base));
    } catch (ApplicationFailure silent) {
      int attempt = Grace.attempt();
      if (!silent.isNonRetryable() && attempt < GRACE_TRIES) {
        throw silent;
      }
      LOG.info("event=region_unread region={} reason=\"{}\"", region, silent.getOriginalMessage());
      return Optional.empty();
    }
  }

  private Optional<AmiId> current(BaseImage base, ImageKey lowest) {
    try {
      return Optional.of(resolveBase(base, lowest.architecture(), lowest.region()).ami());
    } catch (ApplicationFailure notThere) {
      return Optional.empty();
    }
  }

  @Override
  public List<Region> listRegions(Region any) {
    return aws.ec2().call(any, "DescribeRegions", ec2 -> ec2.describeRegions()).regions().stream()
        .map(found -> new Region(found.regionName()))
        .sorted()
        .toList();
  }

  @Override
  public List<KilnImage> listImages(Region region, Optional<String> template) {
    List<Filter> filters = new ArrayList<>(List.of(OURS));
    template.ifPresent(name -> filters.add(filter("tag:" + ImageTags.TEMPLATE_NAME, name)));
    return describeOurs(region, filters);
  }

  @Override
  public CatalogActivities.ImagePage pageImages(CatalogActivities.PageQuery query) {
    return pages.read(query);
  }

  private List<KilnImage> describeOurs(Region region, List<Filter> filters) {
    DescribeImagesRequest request =
        DescribeImagesRequest.builder()
            .owners("self")
            .filters(filters)
            .includeDisabled(true)
            .build();
    return Ec2Lists.images(aws, region, request).stream()
        .flatMap(image -> Ec2Images.read(image, region, Map.of()).stream())
        .sorted(NEWEST_FIRST)
        .toList();
  }

  @Override
  public BaseAmi resolveBase(BaseImage base, Architecture architecture, Region region) {
    AmiId ami =
        base instanceof BaseImage.Vendor vendor
            ? currentOf(vendor, architecture, region)
            : ((BaseImage.Pinned) base).ami();
    Image image = describe(ami, base, region);
    if (!Architecture.of(image.architectureAsString()).equals(architecture)) {
      throw refuse(
          base,
          region,
          "it is of architecture "
              + image.architectureAsString()
              + ", not "
              + architecture
              + "; choose another base or --arch");
    }
    return switch (Ec2Images.state(image)) {
      case AVAILABLE ->
          new BaseAmi(
              ami,
              Optional.ofNullable(image.name()).orElse(""),
              Optional.ofNullable(image.rootDeviceName()).orElse("/dev/xvda"),
              Ec2Images.sizeGib(image),
              Ec2Images.rootGib(image),
              Ec2Images.deprecatedSince(image));
      case PENDING ->
          throw FailureType.CLOUD_UNAVAILABLE.failure(
              ami + " is still being made; Kiln waits for it");
      case UNUSABLE, UNTESTED ->
          throw refuse(
              base, region, ami + " is " + Ec2Images.stateText(image) + "; choose another");
    };
  }

  private AmiId currentOf(BaseImage.Vendor vendor, Architecture architecture, Region region) {
    String parameter = VendorImages.parameter(vendor.name(), architecture);
    try {
      return new AmiId(
          aws.ssm()
              .call(region, "GetParameter", ssm -> ssm.getParameter(r -> r.name(parameter)))
              .parameter()
              .value());
    } catch (ApplicationFailure failure) {
      if (failure.getType().equals(FailureType.INVALID_REQUEST.name())) {
        throw refuse(
            vendor,
            region,
            "there is no "
                + parameter
                + " ("
                + failure.getOriginalMessage()
                + "); choose one of "
                + VendorImages.names()
                + " or an AMI ID");
      }
      throw failure;
    }
  }

  private Image describe(AmiId ami, BaseImage base, Region region) {
    DescribeImagesRequest request =
        DescribeImagesRequest.builder()
            .filters(filter("image-id", ami.value()))
            .includeDeprecated(true)
            .build();
    List<Image> images =
        aws.ec2().call(region, "DescribeImages", ec2 -> ec2.describeImages(request)).images();
    if (!images.isEmpty()) {
      return images.get(0);
    }
    if (Grace.attempt() < GRACE_TRIES) {
      throw FailureType.CLOUD_UNAVAILABLE.failure(ami + " is not visible yet in " + region);
    }
    throw refuse(
        base,
        region,
        ami + " does not exist or is not shared with this account; check the ID and region");
  }

  private static ApplicationFailure refuse(BaseImage base, Region region, String factAndNextStep) {
    return FailureType.INVALID_REQUEST.failure(
        "cannot use base image '" + base.label() + "' in " + region + ": " + factAndNextStep);
  }
}
