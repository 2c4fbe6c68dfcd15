package dev.kiln.cli.embedded;

import dev.kiln.localcloud.LocalCloud;
import dev.kiln.localcloud.control.Inventory.Resource;
import dev.kiln.model.image.ImageTags;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Resources of a killed embedded run, and kept instances that have expired. Their Temporal is gone,
 * so no workflow will clean them up.
 */
final class Orphans {
  private static final Set<String> GONE = Set.of("shutting-down", "terminated");

  private final LocalCloud cloud;

  Orphans(LocalCloud cloud) {
    this.cloud = cloud;
  }

  /**
   * Removes them and returns their number.
   *
   * @param killed when the killed run began; empty if the last run ended normally
   */
  int remove(Optional<Instant> killed) {
    Stream<Resource> instances =
        cloud.inventory().list("instance").stream()
            .filter(instance -> !GONE.contains(instance.state()));
    Stream<Resource> images =
        cloud.inventory().list("image").stream()
            .filter(image -> ImageTags.awaitsBootTest(image.tags()));
    Set<String> regions =
        Stream.concat(instances, images)
            .filter(resource -> ImageTags.KILN.equals(resource.tags().get(ImageTags.MANAGED_BY)))
            .map(Resource::region)
            .collect(Collectors.toSet());
    return regions.stream().mapToInt(region -> remove(region, killed)).sum();
  }

  private int remove(String region, Optional<Instant> killed) {
    try (Ec2Client ec2 = client(cloud.endpoint(), region)) {
      int untested = killed.map(since -> deregisterUntested(ec2, since)).orElse(0);
      return untested + terminateInstances(ec2, killed);
    }
  }

  private static int terminateInstances(Ec2Client ec2, Optional<Instant> killed) {
    List<String> orphans =
        ec2
            .describeInstancesPaginator(
                request -> request.filters(tagged(ImageTags.MANAGED_BY, ImageTags.KILN)))
            .reservations()
            .stream()
            .flatMap(reservation -> reservation.instances().stream())
            .filter(instance -> !GONE.contains(instance.state().nameAsString()))
            .filter(instance -> isOrphan(instance, killed))
            .map(Instance::instanceId)
            .toList();
    if (!orphans.isEmpty()) {
      ec2.terminateInstances(request -> request.instanceIds(orphans));
    }
    return orphans.size();
  }

  private static boolean isOrphan(Instance instance, Optional<Instant> killed) {
    boolean ofKilledRun = killed.map(since -> !instance.launchTime().isBefore(since)).orElse(false);
    return ofKilledRun || hasExpired(instance);
  }

  private static boolean hasExpired(Instance instance) {
    try {
      return instance.tags().stream()
          .filter(tag -> tag.key().equals(ImageTags.EXPIRES_AT))
          .anyMatch(tag -> Instant.parse(tag.value()).isBefore(Instant.now()));
    } catch (DateTimeException unreadable) {
      return false;
    }
  }

  private static int deregisterUntested(Ec2Client ec2, Instant since) {
    List<String> orphans =
        ec2
            .describeImages(
                request ->
                    request.owners("self").filters(tagged(ImageTags.MANAGED_BY, ImageTags.KILN)))
            .images()
            .stream()
            .filter(Orphans::awaitsBootTest)
            .filter(image -> !Instant.parse(image.creationDate()).isBefore(since))
            .map(Image::imageId)
            .toList();
    orphans.forEach(
        ami ->
            ec2.deregisterImage(request -> request.imageId(ami).deleteAssociatedSnapshots(true)));
    return orphans.size();
  }

  private static boolean awaitsBootTest(Image image) {
    return ImageTags.awaitsBootTest(
        image.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
  }

  private static Filter tagged(String key, String value) {
    return Filter.builder().name("tag:" + key).values(value).build();
  }

  private static Ec2Client client(URI endpoint, String region) {
    return Ec2Client.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
