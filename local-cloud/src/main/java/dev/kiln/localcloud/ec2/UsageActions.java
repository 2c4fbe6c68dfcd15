package dev.kiln.localcloud.ec2;

import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Lifecycle;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredImage;
import dev.kiln.localcloud.state.StoredInstance;
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

/** Who uses an image: references in the caller's own account, reports over the others. */
final class UsageActions {
  private static final String INSTANCE = "ec2:Instance";
  private static final Duration KEPT = Duration.ofDays(30);

  private final Datacenter datacenter;
  private final Store store;

  UsageActions(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.store = datacenter.store();
  }

  Map<String, Action> all() {
    return Map.of(
        "DescribeImageReferences", this::references,
        "CreateImageUsageReport", this::create,
        "DescribeImageUsageReports", this::reports,
        "DescribeImageUsageReportEntries", this::entries,
        "DeleteImageUsageReport", this::delete);
  }

  private SdkPojo references(Call call) {
    DescribeImageReferencesRequest request = call.read(DescribeImageReferencesRequest.builder());
    List<ImageReference> found =
        request.imageIds().stream()
            .flatMap(
                id ->
                    users(id)
                        .filter(one -> one.place().equals(call.place()))
                        .map(
                            one ->
                                ImageReference.builder()
                                    .imageId(id)
                                    .resourceType(INSTANCE)
                                    .arn(arn(one))
                                    .build()))
            .toList();
    Page<ImageReference> page =
        Page.of(found, one -> one.imageId() + one.arn(), request.maxResults(), request.nextToken());
    return DescribeImageReferencesResponse.builder()
        .imageReferences(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private Stream<StoredInstance> users(String imageId) {
    return store.all(StoredInstance.class).stream()
        .filter(one -> one.body().imageId().equals(imageId))
        .filter(one -> !one.life().is("terminated", datacenter.now()));
  }

  private static String arn(StoredInstance instance) {
    return "arn:aws:ec2:%s:%s:instance/%s"
        .formatted(instance.place().region(), instance.place().account(), instance.id());
  }

  private SdkPojo create(Call call) {
    CreateImageUsageReportRequest request = call.read(CreateImageUsageReportRequest.builder());
    StoredImage image = datacenter.ownImage(call, String.valueOf(request.imageId()));
    String id = Ids.random("aur");
    Instant now = datacenter.now();
    Map<String, Long> uses =
        users(image.id())
            .collect(Collectors.groupingBy(one -> one.place().account(), Collectors.counting()));
    List<ImageUsageReportEntry> entries = new ArrayList<>();
    uses.forEach(
        (account, count) ->
            entries.add(
                ImageUsageReportEntry.builder()
                    .reportId(id)
                    .imageId(image.id())
                    .resourceType(INSTANCE)
                    .accountId(account)
                    .usageCount(count)
                    .reportCreationTime(now)
                    .build()));
    ImageUsageReport body =
        ImageUsageReport.builder()
            .reportId(id)
            .imageId(image.id())
            .resourceTypes(ImageUsageResourceType.builder().resourceType(INSTANCE).build())
            .creationTime(now)
            .expirationTime(now.plus(KEPT))
            .build();
    Lifecycle life =
        Lifecycle.of("pending").then(now.plus(datacenter.settings().delays().image()), "available");
    store.put(new StoredReport(call.place(), body, life, entries));
    return CreateImageUsageReportResponse.builder().reportId(id).build();
  }

  private Stream<StoredReport> own(Call call, List<String> images, List<String> reports) {
    return store.all(StoredReport.class).stream()
        .filter(one -> one.place().equals(call.place()))
        .filter(one -> images.isEmpty() || images.contains(one.body().imageId()))
        .filter(one -> reports.isEmpty() || reports.contains(one.id()));
  }

  private SdkPojo reports(Call call) {
    DescribeImageUsageReportsRequest request =
        call.read(DescribeImageUsageReportsRequest.builder());
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

  private SdkPojo entries(Call call) {
    DescribeImageUsageReportEntriesRequest request =
        call.read(DescribeImageUsageReportEntriesRequest.builder());
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

  private SdkPojo delete(Call call) {
    DeleteImageUsageReportRequest request = call.read(DeleteImageUsageReportRequest.builder());
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
