package dev.kiln.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kiln.localcloud.LocalCloud;
import dev.kiln.localcloud.control.Inventory.Resource;
import dev.kiln.localcloud.machine.BackendChoice;
import dev.kiln.localcloud.settings.LocalCloudSettings;
import dev.kiln.model.Region;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The next process cleans up after an embedded run that did not end normally. */
final class CutShortRunTest {
  @TempDir Path home;

  @Test
  void marksARunUntilItEnds() {
    try (EmbeddedStack stack = stack()) {
      assertThat(stack.embedded()).isTrue();
      assertThat(new RunMark(home.resolve("local")).found()).isPresent();
    }
    assertThat(new RunMark(home.resolve("local")).found()).isEmpty();
  }

  @Test
  void leavesTheMarkOfARunThatWasLeftWhileItCleanedUp() {
    try (EmbeddedStack stack = stack()) {
      stack.abandon();
    }
    assertThat(new RunMark(home.resolve("local")).found()).isPresent();
  }

  private EmbeddedStack stack() {
    return EmbeddedStack.start(
        home, new CloudChoice.InProcess(), new Region("us-east-1"), Map.of());
  }

  @Test
  void removesItsBuildersAndNothingElse() throws IOException {
    LocalCloudSettings settings = LocalCloudSettings.defaults(home).withBackend(BackendChoice.NONE);
    try (LocalCloud cloud = LocalCloud.start(settings);
        Ec2Client ec2 = client(cloud)) {
      Instance foreign = launch(ec2, "packer");
      Instance kept = launch(ec2, "kiln");
      Instant begin = kept.launchTime().plusNanos(1);
      while (!Instant.now().isAfter(begin.plusMillis(2))) {
        Thread.onSpinWait();
      }
      Instance builder = launch(ec2, "kiln");

      assertThat(new Orphans(cloud).remove(Optional.of(begin))).isEqualTo(1);
      assertThat(alive(cloud))
          .doesNotContain(builder.instanceId())
          .contains(foreign.instanceId(), kept.instanceId());
      assertThat(new Orphans(cloud).remove(Optional.of(begin))).isZero();
    }
  }

  private static Ec2Client client(LocalCloud cloud) {
    return Ec2Client.builder()
        .endpointOverride(cloud.endpoint())
        .region(software.amazon.awssdk.regions.Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static Instance launch(Ec2Client ec2, String manager) {
    Image base = ec2.describeImages(r -> r.owners("999999999999")).images().get(0);
    InstanceType type =
        base.architectureAsString().equals("arm64")
            ? InstanceType.T4_G_MICRO
            : InstanceType.T3_MICRO;
    TagSpecification tags =
        TagSpecification.builder()
            .resourceType(ResourceType.INSTANCE)
            .tags(Tag.builder().key("ManagedBy").value(manager).build())
            .build();
    return ec2.runInstances(
            r ->
                r.imageId(base.imageId())
                    .instanceType(type)
                    .minCount(1)
                    .maxCount(1)
                    .tagSpecifications(tags))
        .instances()
        .get(0);
  }

  private static List<String> alive(LocalCloud cloud) {
    return cloud.inventory().leftovers().stream()
        .filter(resource -> resource.kind().equals("instance"))
        .map(Resource::id)
        .toList();
  }
}
