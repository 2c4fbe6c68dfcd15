package dev.kiln.localcloud.ec2.image;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Ids;
import dev.kiln.localcloud.datacenter.Page;
import dev.kiln.localcloud.datacenter.Tokens;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.Store;
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
import software.amazon.awssdk.services.ec2.model.DescribeImageUsageReportEntriesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImageUsageReportEntriesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImageUsageReportsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImageUsageReportsResponse;
import software.amazon.awssdk.services.ec2.model.ImageUsageReport;
import software.amazon.awssdk.services.ec2.model.ImageUsageReportEntry;
import software.amazon.awssdk.services.ec2.model.ImageUsageResourceType;
import software.amazon.awssdk.services.ec2.model.ImageUsageResourceTypeRequest;

/** Reports on the other accounts that use an image. */
final class ImageUsageReports {
  private static final Duration KEPT = Duration.ofDays(30);

  private final Datacenter datacenter;
  private final Store store;
  private final ImageUsers users;

  ImageUsageReports(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.users = new ImageUsers(datacenter);
    this.store = datacenter.store();
  }

  SdkPojo create(Call call, CreateImageUsageReportRequest request) {
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
          users
              .of(request.imageId(), kind.resourceType(), Optional.empty())
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

  SdkPojo describe(Call call, DescribeImageUsageReportsRequest request) {
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

  SdkPojo describeEntries(Call call, DescribeImageUsageReportEntriesRequest request) {
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

  SdkPojo delete(Call call, DeleteImageUsageReportRequest request) {
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
