package dev.kiln.cli.embedded;

import dev.kiln.localcloud.Inventory.Resource;
import dev.kiln.localcloud.LocalCloud;
import dev.kiln.model.image.ImageTags;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * Builders of an embedded run that was killed. Its Temporal died with it, so no workflow will ever
 * clean them up.
 */
final class Orphans {
  private static final Set<String> GONE = Set.of("shutting-down", "terminated");

  private final LocalCloud cloud;

  Orphans(LocalCloud cloud) {
    this.cloud = cloud;
  }

  /** Terminates builders launched since then, and says how many. */
  int terminate(Instant since) {
    Set<String> regions =
        cloud.inventory().list("instance").stream()
            .filter(Orphans::isBuilder)
            .map(Resource::region)
            .collect(Collectors.toSet());
    return regions.stream().mapToInt(region -> terminate(region, since)).sum();
  }

  private static boolean isBuilder(Resource instance) {
    return !GONE.contains(instance.state())
        && ImageTags.KILN.equals(instance.tags().get(ImageTags.MANAGED_BY));
  }

  private int terminate(String region, Instant since) {
    try (Ec2Client ec2 = client(cloud.endpoint(), region)) {
      Filter ours =
          Filter.builder().name("tag:" + ImageTags.MANAGED_BY).values(ImageTags.KILN).build();
      List<String> orphans =
          ec2.describeInstancesPaginator(request -> request.filters(ours)).reservations().stream()
              .flatMap(reservation -> reservation.instances().stream())
              .filter(instance -> !GONE.contains(instance.state().nameAsString()))
              .filter(instance -> !instance.launchTime().isBefore(since))
              .map(Instance::instanceId)
              .toList();
      if (!orphans.isEmpty()) {
        ec2.terminateInstances(request -> request.instanceIds(orphans));
      }
      return orphans.size();
    }
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
