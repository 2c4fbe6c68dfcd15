package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Ids;
import dev.kiln.localcloud.datacenter.Page;
import dev.kiln.localcloud.datacenter.Tokens;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.Stored;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.state.StoredReport;
import dev.kiln.localcloud.wire.AwsFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CreateImageUsageReportRequest;
import software.amazon.awssdk.services.ec2.model.CreateImageUsageReportResponse;
import software.amazon.awssdk.services.ec2.model.DeleteImageUsageReportRequest;
import software.amazon.awssdk.services.ec2.model.DeleteImageUsageReportResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImageReferencesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImageReferencesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImageUsageReportEntriesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImageUsageReportEntriesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImageUsageReportsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImageUsageReportsResponse;
import software.amazon.awssdk.services.ec2.model.ImageReference;
import software.amazon.awssdk.services.ec2.model.ImageUsageReport;
import software.amazon.awssdk.services.ec2.model.ImageUsageReportEntry;
import software.amazon.awssdk.services.ec2.model.ImageUsageResourceType;
import software.amazon.awssdk.services.ec2.model.ImageUsageResourceTypeRequest;
import software.amazon.awssdk.services.ec2.model.ResourceTypeOption;
import software.amazon.awssdk.services.ec2.model.ResourceTypeRequest;

/** Who uses an image: references in the caller's own account, reports over the others. */
public final class ImageUsage {
  private static final int MOST_IMAGES = 10;
  private static final List<String> ANY_STATE =
      List.of("pending", "running", "shutting-down", "terminated", "stopping", "stopped");
  private static final Duration KEPT = Duration.ofDays(30);

  private final Datacenter datacenter;
  private final Store store;
  private final ImageUsers users;

  public ImageUsage(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.users = new ImageUsers(datacenter);
    this.store = datacenter.store();
  }

  public Map<String, Action> all() {
    return Map.of(
        "DescribeImageReferences",
            Action.of(DescribeImageReferencesRequest::builder, this::references),
        "CreateImageUsageReport", Action.of(CreateImageUsageReportRequest::builder, this::create),
        "DescribeImageUsageReports",
            Action.of(DescribeImageUsageReportsRequest::builder, this::reports),
        "DescribeImageUsageReportEntries",
            Action.of(DescribeImageUsageReportEntriesRequest::builder, this::entries),
        "DeleteImageUsageReport", Action.of(DeleteImageUsageReportRequest::builder, this::delete));
  }

  private SdkPojo references(Call call, DescribeImageReferencesRequest request) {
    boolean all = Boolean.TRUE.equals(request.includeAllResourceTypes());
    if (!all && request.resourceTypes().isEmpty()) {
      throw AwsFailure.missing("IncludeAllResourceTypes or ResourceTypes");
    }
    if (request.imageIds().isEmpty() || request.imageIds().size() > MOST_IMAGES) {
      throw AwsFailure.invalidValue("There must be 1 to " + MOST_IMAGES + " image ids.");
    }
    List<ImageReference> found = new ArrayList<>();
    for (String image : request.imageIds()) {
      for (String kind : ImageUsers.KINDS) {
        Optional<ResourceTypeRequest> asked =
            request.resourceTypes().stream()
                .filter(one -> kind.equals(one.resourceTypeAsString()))
                .findFirst();
        if (all || asked.isPresent()) {
          users(image, kind, asked)
              .filter(one -> one.place().equals(call.place()))
              .forEach(one -> found.add(reference(image, kind, one)));
        }
      }
    }
    Page<ImageReference> page =
        Page.of(found, one -> one.imageId() + one.arn(), request.maxResults(), request.nextToken());
    return DescribeImageReferencesResponse.builder()
        .imageReferences(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private Stream<? extends Stored> users(
      String image, String kind, Optional<ResourceTypeRequest> asked) {
    return switch (kind) {
      case ImageUsers.INSTANCE ->
          users.instances(image, option(asked, "state-name").orElse(ANY_STATE));
      case ImageUsers.LAUNCH_TEMPLATE ->
          users.launchTemplates(
              image,
              option(asked, "version-depth")
                  .map(values -> Integer.parseInt(values.get(0)))
                  .orElse(ImageUsers.VERSIONS));
      case ImageUsers.PARAMETER -> users.parameters(image);
      default -> Stream.empty();
    };
  }

  private static Optional<List<String>> option(Optional<ResourceTypeRequest> asked, String name) {
    return asked.stream()
        .flatMap(one -> one.resourceTypeOptions().stream())
        .filter(option -> name.equals(option.optionNameAsString()))
        .map(ResourceTypeOption::optionValues)
        .findFirst();
  }

  private static ImageReference reference(String image, String kind, Stored user) {
    return ImageReference.builder()
        .imageId(image)
        .resourceType(kind)
        .arn(ImageUsers.arn(user))
        .build();
  }

  private SdkPojo create(Call call, CreateImageUsageReportRequest request) {
    Tokens tokens = new Tokens(store);
    Optional<List<String>> earlier = tokens.earlier(call);
    if (earlier.isPresent()) {
      return CreateImageUsageReportResponse.builder().reportId(earlier.get().get(0)).build();
    }
    StoredImage image = datacenter.ownImage(call, String.valueOf(request.imageId()));
    String id = Ids.random("aur");
    tokens.remember(call, List.of(id));
    Instant now = datacenter.now();
    List<ImageUsageReportEntry> entries = entries(call, request, id);
    ImageUsageReport body =
        ImageUsageReport.builder()
            .reportId(id)
            .imageId(image.id())
            .resourceTypes(
                request.resourceTypes().stream()
                    .map(one -> ImageUsageResourceType.builder().resourceType(one.resourceType()))
                    .map(ImageUsageResourceType.Builder::build)
                    .toList())
            .creationTime(now)
            .expirationTime(now.plus(KEPT))
            .build();
    Lifecycle life =
        Lifecycle.of("pending").then(now.plus(datacenter.settings().delays().image()), "available");
    store.put(new StoredReport(call.place(), body, life, entries));
    return CreateImageUsageReportResponse.builder().reportId(id).build();
  }

  /** The uses by other accounts; the owner's own are not reported. */
  private List<ImageUsageReportEntry> entries(
      Call call, CreateImageUsageReportRequest request, String report) {
    List<ImageUsageReportEntry> entries = new ArrayList<>();
    for (ImageUsageResourceTypeRequest kind : request.resourceTypes()) {
      Map<String, Long> uses =
          users(request.imageId(), kind.resourceType(), Optional.empty())
              .map(one -> one.place().account())
              .filter(account -> !account.equals(call.place().account()))
              .collect(Collectors.groupingBy(account -> account, Collectors.counting()));
      uses.forEach(
          (account, count) ->
              entries.add(
                  ImageUsageReportEntry.builder()
                      .reportId(report)
                      .imageId(request.imageId())
                      .resourceType(kind.resourceType())
                      .accountId(account)
                      .usageCount(count)
                      .reportCreationTime(datacenter.now())
                      .build()));
    }
    return entries;
  }

  private Stream<StoredReport> own(Call call, List<String> images, List<String> reports) {
    return store.all(StoredReport.class).stream()
        .filter(one -> one.place().equals(call.place()))
        .filter(one -> images.isEmpty() || images.contains(one.body().imageId()))
        .filter(one -> reports.isEmpty() || reports.contains(one.id()));
  }

  private SdkPojo reports(Call call, DescribeImageUsageReportsRequest request) {
    List<ImageUsageReport> found =
        own(call, request.imageIds(), request.reportIds())
            .map(
                one ->
                    one.body().toBuilder().state(one.life().at(datacenter.now()).state()).build())
            .toList();
    Page<ImageUsageReport> page =
        Page.of(found, ImageUsageReport::reportId, request.maxResults(), request.nextToken());
    return DescribeImageUsageReportsResponse.builder()
        .imageUsageReports(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private SdkPojo entries(Call call, DescribeImageUsageReportEntriesRequest request) {
    List<ImageUsageReportEntry> found =
        own(call, request.imageIds(), request.reportIds())
            .filter(one -> one.life().is("available", datacenter.now()))
            .flatMap(one -> one.entries().stream())
            .toList();
    Page<ImageUsageReportEntry> page =
        Page.of(
            found,
            one -> one.reportId() + one.accountId(),
            request.maxResults(),
            request.nextToken());
    return DescribeImageUsageReportEntriesResponse.builder()
        .imageUsageReportEntries(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private SdkPojo delete(Call call, DeleteImageUsageReportRequest request) {
    Optional<StoredReport> report =
        own(call, List.of(), List.of(String.valueOf(request.reportId()))).findFirst();
    store.remove(
        report.orElseThrow(
            () ->
                AwsFailure.refused(
                    "InvalidImageUsageReportId.NotFound", "There is no such report.")));
    return DeleteImageUsageReportResponse.builder().returnValue(true).build();
  }
}
