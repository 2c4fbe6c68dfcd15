package dev.kiln.activities.aws;

import dev.kiln.model.Region;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Volume;

/**
 * Lists of EC2 that grow with the account, read page by page. AWS throttles a request for
 * everything at once sooner, and may not answer it in time.
 */
public final class Ec2Lists {
  private static final int PER_PAGE = 1000;

  private Ec2Lists() {}

  /** All images that a request asks for. */
  public static List<Image> images(AwsCalls aws, Region region, DescribeImagesRequest request) {
    return images(aws, region, request, image -> image, Image::imageId);
  }

  /**
   * The parts of images that matter to the caller. Only one page of whole images is in memory at a
   * time.
   *
   * @param part what to keep of an image
   * @param id distinguishes the parts
   */
  public static <T> List<T> images(
      AwsCalls aws,
      Region region,
      DescribeImagesRequest request,
      Function<Image, T> part,
      Function<T, ?> id) {
    return aws.ec2()
        .list(
            region,
            "DescribeImages",
            id,
            (ec2, token) -> {
              DescribeImagesResponse page =
                  ec2.describeImages(
                      request.toBuilder().maxResults(PER_PAGE).nextToken(token).build());
              return Page.of(page.images().stream().map(part).toList(), page.nextToken());
            });
  }

  /** The account's own snapshots that pass all filters. */
  public static List<Snapshot> ownSnapshots(AwsCalls aws, Region region, Filter... filters) {
    return aws.ec2()
        .list(
            region,
            "DescribeSnapshots",
            Snapshot::snapshotId,
            (ec2, token) -> {
              DescribeSnapshotsResponse page =
                  ec2.describeSnapshots(
                      DescribeSnapshotsRequest.builder()
                          .ownerIds("self")
                          .filters(filters)
                          .maxResults(PER_PAGE)
                          .nextToken(token)
                          .build());
              return Page.of(page.snapshots(), page.nextToken());
            });
  }

  /** All instances that pass all filters. */
  public static List<Instance> instances(AwsCalls aws, Region region, Filter... filters) {
    return aws.ec2()
        .list(
            region,
            "DescribeInstances",
            Instance::instanceId,
            (ec2, token) -> {
              DescribeInstancesResponse page =
                  ec2.describeInstances(
                      DescribeInstancesRequest.builder()
                          .filters(filters)
                          .maxResults(PER_PAGE)
                          .nextToken(token)
                          .build());
              return Page.of(
                  page.reservations().stream().flatMap(one -> one.instances().stream()).toList(),
                  page.nextToken());
            });
  }

  /** All volumes that pass all filters. */
  public static List<Volume> volumes(AwsCalls aws, Region region, Filter... filters) {
    return aws.ec2()
        .list(
            region,
            "DescribeVolumes",
            Volume::volumeId,
            (ec2, token) -> {
              DescribeVolumesResponse page =
                  ec2.describeVolumes(
                      DescribeVolumesRequest.builder()
                          .filters(filters)
                          .maxResults(PER_PAGE)
                          .nextToken(token)
                          .build());
              return Page.of(page.volumes(), page.nextToken());
            });
  }
}
