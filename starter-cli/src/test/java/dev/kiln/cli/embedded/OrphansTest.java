package dev.kiln.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.image.ImageTags;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The resources of a killed run, as the next process finds them in the local cloud. */
final class OrphansTest {
  private static final AwsCredentialsProvider ANYBODY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  @TempDir Path folder;

  @Test
  void areTerminatedByTheNextProcess() {
    String orphan;
    try (Cloud cloud = open()) {
      new RunMark(home()).set(Instant.EPOCH);
      orphan = launch(cloud, Map.of(ImageTags.MANAGED_BY, ImageTags.KILN));
    }

    try (Cloud next = open()) {
      assertThat(next.description()).contains("removed 1 left behind");
      assertThat(state(next, orphan)).isIn("shutting-down", "terminated");
    }
  }

  @Test
  void areImagesTooThatHaveYetToPassTheirBootTest() {
    String untested;
    String good;
    try (Cloud cloud = open()) {
      new RunMark(home()).set(Instant.EPOCH);
      String instance = launch(cloud, Map.of("Name", "not Kiln's"));
      untested =
          image(
              cloud,
              instance,
              Map.of(ImageTags.MANAGED_BY, ImageTags.KILN, ImageTags.BOOT_TEST, "pending"));
      good = image(cloud, instance, Map.of(ImageTags.MANAGED_BY, ImageTags.KILN));
    }

    try (Cloud next = open();
        Ec2Client ec2 = client(next)) {
      assertThat(next.description()).contains("removed 1 left behind");
      assertThat(ec2.describeImages(request -> request.owners("self")).images())
          .extracting(image -> image.imageId())
          .contains(good)
          .doesNotContain(untested);
    }
  }

  @Test
  void areNotInstancesThatAnEarlierRunKept() {
    String kept;
    try (Cloud cloud = open()) {
      kept = launch(cloud, Map.of(ImageTags.MANAGED_BY, ImageTags.KILN));
      new RunMark(home()).set(Instant.now().plusSeconds(60));
    }

    try (Cloud next = open()) {
      assertThat(state(next, kept)).isIn("pending", "running");
    }
  }

  @Test
  void areKeptBuildersWhoseTimeIsOver() {
    String expired;
    String kept;
    try (Cloud cloud = open()) {
      expired = launch(cloud, temporary("2026-01-01T00:00:00Z"));
      kept = launch(cloud, temporary("9999-01-01T00:00:00Z"));
    }

    try (Cloud next = open()) {
      assertThat(state(next, expired)).isIn("shutting-down", "terminated");
      assertThat(state(next, kept)).isIn("pending", "running");
    }
  }

  private static Map<String, String> temporary(String expiresAt) {
    return ImageTags.temporary("builder", "b1", Instant.parse(expiresAt));
  }

  @Test
  void areNotSomebodyElsesInstances() {
    String foreign;
    try (Cloud cloud = open()) {
      new RunMark(home()).set(Instant.EPOCH);
      foreign = launch(cloud, Map.of("Name", "not Kiln's"));
    }

    try (Cloud next = open()) {
      assertThat(state(next, foreign)).isIn("pending", "running");
    }
  }

  @Test
  void areNotLookedForAfterARunThatEndedProperly() {
    String running;
    try (Cloud cloud = open()) {
      running = launch(cloud, Map.of(ImageTags.MANAGED_BY, ImageTags.KILN));
    }

    try (Cloud next = open()) {
      assertThat(next.description()).doesNotContain("left behind");
      assertThat(state(next, running)).isIn("pending", "running");
    }
  }

  private Path home() {
    return folder.resolve("local");
  }

  private Cloud open() {
    return Cloud.inThisProcess(LocalCloudSettings.defaults(home()).withBackend(BackendChoice.NONE));
  }

  private static String launch(Cloud cloud, Map<String, String> tags) {
    try (Ec2Client ec2 = client(cloud)) {
      return ec2.runInstances(
              request ->
                  request
                      .imageId(hostImage(cloud))
                      .instanceType(InstanceType.C6_I_LARGE)
                      .minCount(1)
                      .maxCount(1)
                      .tagSpecifications(tagged(ResourceType.INSTANCE, tags)))
          .instances()
          .get(0)
          .instanceId();
    }
  }

  private static String image(Cloud cloud, String instance, Map<String, String> tags) {
    try (Ec2Client ec2 = client(cloud)) {
      return ec2.createImage(
              request ->
                  request
                      .instanceId(instance)
                      .name("image of " + tags.size() + " tags")
                      .tagSpecifications(tagged(ResourceType.IMAGE, tags)))
          .imageId();
    }
  }

  private static TagSpecification tagged(ResourceType type, Map<String, String> tags) {
    List<Tag> given =
        tags.entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return TagSpecification.builder().resourceType(type).tags(given).build();
  }

  private static String hostImage(Cloud cloud) {
    try (SsmClient ssm =
        SsmClient.builder()
            .endpointOverride(cloud.endpoint().orElseThrow())
            .region(Region.US_EAST_1)
            .credentialsProvider(ANYBODY)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      return ssm.getParameter(request -> request.name("/kiln/local/host/x86_64"))
          .parameter()
          .value();
    }
  }

  private static String state(Cloud cloud, String instance) {
    try (Ec2Client ec2 = client(cloud)) {
      return ec2.describeInstances(request -> request.instanceIds(instance))
          .reservations()
          .get(0)
          .instances()
          .get(0)
          .state()
          .nameAsString();
    }
  }

  private static Ec2Client client(Cloud cloud) {
    URI endpoint = cloud.endpoint().orElseThrow();
    return Ec2Client.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(ANYBODY)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
